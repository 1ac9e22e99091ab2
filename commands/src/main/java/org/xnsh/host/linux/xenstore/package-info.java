/// XenStore, the small data base in which Xen keeps what belongs to whom: the backend of every vif
/// with its domain, the guest's MAC, the bridge and the hotplug script.
///
/// It is reached over its UNIX socket, by root only. Source of the protocol: xen/io/xs_wire.h. A
/// frontend's folder belongs to its guest and is not read here: a guest may write there what it
/// likes.
@NullMarked
package org.xnsh.host.linux.xenstore;

import org.jspecify.annotations.NullMarked;
