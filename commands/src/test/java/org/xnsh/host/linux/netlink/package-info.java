/// Tests of the codec against recorded bytes, and of both halves against a kernel.
@org.jspecify.annotations.NullMarked
package org.xnsh.host.linux.netlink;
