/// What tests of several rooms share: the real programs that we are measured against, and network
/// namespaces to do it in.
@NullMarked
package org.xnsh.testing;

import org.jspecify.annotations.NullMarked;
