package io.dalbox.plugins.internal.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.plugins.PluginFault;
import io.dalbox.plugins.internal.jar.JarFacts;
import io.dalbox.plugins.internal.jar.Stored;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

class CatalogTest {

    private final Catalog catalog = new Catalog();

    @Test
    void droppedJarStandsInForTheShippedOne() {
        catalog.put(entry(Catalog.SHIPPED, "a.jar", "a", "a"));
        catalog.put(entry(Catalog.DROPPED, "mine.jar", "a", "a"));
        assertThat(catalog.droppedOwner("a")).map(Catalog.Entry::file).hasValue("mine.jar");
        assertThat(catalog.plan().refused()).isEmpty();
        catalog.remove("mine.jar");
        assertThat(catalog.droppedOwner("a")).isEmpty();
        assertThat(catalog.plan().owners().values())
                .extracting(Catalog.Entry::source)
                .containsExactly(Catalog.SHIPPED);
    }

    @Test
    void symbolicNameHasOneOwnerToo() {
        catalog.put(entry(Catalog.DROPPED, "1.jar", "a", "same"));
        catalog.put(entry(Catalog.DROPPED, "2.jar", "b", "same"));
        assertThat(catalog.plan().owners()).containsOnlyKeys("a");
        assertThat(catalog.plan().refused()).hasEntrySatisfying("2.jar", objection -> {
            assertThat(objection.fault()).isEqualTo(PluginFault.TAKEN);
            assertThat(objection.reason()).contains("'same' is already taken by 'a'");
        });
    }

    @Test
    void brokenReplacementLeavesTheGoodOneInPlaceUntilItsFileGoes() {
        catalog.put(entry(Catalog.DROPPED, "a.jar", "a", "a"));
        Objection half = new Objection(PluginFault.DAMAGED, "half");
        catalog.refuse("a.jar", half);
        assertThat(catalog.plan().owners()).containsKey("a");
        assertThat(catalog.plan().refused()).containsEntry("a.jar", half);
        catalog.remove("a.jar");
        assertThat(catalog.plan().owners()).isEmpty();
        assertThat(catalog.plan().refused()).isEmpty();
    }

    @Property
    void everyDroppedFileOwnsSomethingOrIsRefusedAndNamesAreOwnedOnce(@ForAll("entries") List<Catalog.Entry> entries) {
        Catalog fresh = new Catalog();
        Map<String, Catalog.Entry> last = new HashMap<>();
        for (Catalog.Entry entry : entries) {
            fresh.put(entry);
            last.put(entry.file(), entry);
        }
        Catalog.Plan plan = fresh.plan();
        Set<String> names = new HashSet<>();
        plan.owners().forEach((key, entry) -> {
            assertThat(entry.key()).isEqualTo(key);
            assertThat(names.add(entry.jar().facts().symbolicName())).isTrue();
        });
        Set<String> owning = new HashSet<>();
        plan.owners().values().forEach(e -> owning.add(e.file()));
        for (String file : last.keySet()) {
            assertThat(owning.contains(file)).isNotEqualTo(plan.refused().containsKey(file));
        }
    }

    @Provide
    Arbitrary<List<Catalog.Entry>> entries() {
        Arbitrary<String> few = Arbitraries.of("a", "b", "c");
        return Combinators.combine(Arbitraries.of("1.jar", "2.jar", "3.jar", "4.jar"), few, few)
                .as((file, id, name) -> entry(Catalog.DROPPED, file, id, name))
                .list()
                .ofMaxSize(12);
    }

    private static Catalog.Entry entry(String source, String file, String id, String name) {
        JarFacts facts = new JarFacts(name, Version.valueOf("1.0.0"), id, id, null, null, null, null, false);
        return new Catalog.Entry(source, file, new Stored(id + name, Path.of(file), facts));
    }
}
