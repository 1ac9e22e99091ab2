package org.xnsh.host.linux.netlink;

import org.xnsh.network.Attributes;
import org.xnsh.network.ObjectKey;

/// An object as the kernel told it.
public record Entry(ObjectKey key, Attributes attributes) {}
