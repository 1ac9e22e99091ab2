/// The prompt: the line reader, the terminals, the rendering of views and the options of the
/// process. The only home of picocli; JLine is also known to [org.xnsh.ssh].
@NullMarked
package org.xnsh.shell;

import org.jspecify.annotations.NullMarked;
