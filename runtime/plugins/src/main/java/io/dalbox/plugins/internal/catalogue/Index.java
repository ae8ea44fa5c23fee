package io.dalbox.plugins.internal.catalogue;

import io.dalbox.plugins.Catalogue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an index says.
 *
 * @param name what it calls itself, or {@code null}
 * @param entries its plugins
 * @param faulty how many of its entries cannot be installed
 * @param faults what is wrong with them, the first of them
 * @param referrals other indexes that belong to it
 */
record Index(
        @Nullable String name,
        List<Entry> entries,
        int faulty,
        List<Catalogue.Fault> faults,
        List<Referral> referrals) {

    /**
     * An index that another one names.
     *
     * @param address as it is written
     * @param depth how many steps of referrals its own index allows: 1 for this one alone
     */
    record Referral(String address, int depth) {}
}
