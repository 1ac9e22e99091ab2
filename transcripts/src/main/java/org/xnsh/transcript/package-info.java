/// Transcripts: what was typed and what was shown, in a form that can be watched, checked and run
/// again. This package will hold the format, the recorder, the reader and the replayer; it knows
/// nothing of terminals.
@NullMarked
package org.xnsh.transcript;

import org.jspecify.annotations.NullMarked;
