package org.xnsh.transaction.log;

import java.util.Optional;

/// What came of reading a whole log.
///
/// @param files those that are full and the one that grows
/// @param lines up to the first fault
/// @param isStopped whether somebody ended it before the end
/// @param fault the first record that is not what was written, by file, line and transaction
public record Verification(
    int files, long lines, long transactions, boolean isStopped, Optional<String> fault) {}
