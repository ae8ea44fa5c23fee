package io.dalbox.lanes.internal.limit;

/** The files of a group that hold a limit, and what is in them. */
enum LimitFile {
    /** The quota of version 2. */
    MAX("cpu.max", "a quota and a period such as 150000 100000"),
    /** The quota of version 1. */
    QUOTA("cpu.cfs_quota_us", "microseconds or -1"),
    /** What the quota of version 1 is a share of. */
    PERIOD("cpu.cfs_period_us", "microseconds"),
    /** The set of version 2. */
    EFFECTIVE("cpuset.cpus.effective", "a list such as 0-3,8"),
    /** The set of version 1. */
    EFFECTIVE_1("cpuset.effective_cpus", "a list such as 0-3,8"),
    /** The set of version 1 before Linux 3.17, and behind file systems that show only some files. */
    CONFIGURED_1("cpuset.cpus", "a list such as 0-3,8");

    private final String text;
    private final String expected;

    LimitFile(String text, String expected) {
        this.text = text;
        this.expected = expected;
    }

    /** Returns how people find it in a directory. */
    @Override
    public String toString() {
        return text;
    }

    /** Returns what should be in it, for people. */
    String expected() {
        return expected;
    }

    /** Reads what is in it; anything else than the kernel writes is an IllegalArgumentException. */
    double parse(String content) {
        return switch (this) {
            case MAX -> LimitText.max(content);
            case QUOTA -> LimitText.quota(content);
            case PERIOD -> LimitText.positive(content);
            case EFFECTIVE, EFFECTIVE_1, CONFIGURED_1 -> LimitText.cpus(content);
        };
    }
}
