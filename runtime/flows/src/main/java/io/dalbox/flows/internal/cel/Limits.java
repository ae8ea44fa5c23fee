package io.dalbox.flows.internal.cel;

import dev.cel.common.CelOptions;

/** What keeps every expression small and every evaluation short. */
final class Limits {

    /** Characters of an expression. */
    static final int LONGEST = 4_000;

    /** Deeper nesting would only mean to exhaust the stack; the parser recurses several times for a level. */
    private static final int DEPTH = 40;

    private static final int NODES = 1_000;

    /** Rounds of all loops of one evaluation. */
    private static final int ROUNDS = 10_000;

    static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(DEPTH)
            .maxParseExpressionNodeCount(NODES)
            .comprehensionMaxIterations(ROUNDS)
            .enableHeterogeneousNumericComparisons(true)
            .maxRegexProgramSize(5_000)
            .enableTimestampEpoch(true)
            .build();

    private Limits() {}
}
