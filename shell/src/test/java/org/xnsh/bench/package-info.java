/// What xnsh costs beside the programs that it stands in for. No test: `mvn -Pbench verify` runs
/// [org.xnsh.bench.Benchmark], which builds namespaces of vif-like ports, runs each peer in the
/// same minute as xnsh, and prints a table.
///
/// Machines differ and are noisy, so what counts is the ratio of two medians that were taken in
/// turns. A *warm* measure is one of a session that has run for a while, a *cold* one starts a
/// process.
@NullMarked
package org.xnsh.bench;

import org.jspecify.annotations.NullMarked;
