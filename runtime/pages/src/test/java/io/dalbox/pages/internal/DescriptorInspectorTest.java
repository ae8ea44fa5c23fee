package io.dalbox.pages.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.plugins.PluginInfo.Problem;
import io.dalbox.testing.TestStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DescriptorInspectorTest {

    private static final String FILE = "dalbox/ui/main.yaml";

    @RegisterExtension
    final TestStore store = new TestStore();

    @TempDir
    Path folder;

    @Test
    void faultsAreFoundBeforeThePluginStarts() {
        FakePlugin plugin = new FakePlugin("demo", folder, 1).file(FILE, "ui: 1\nid: demo\npags: []\n");
        assertThat(inspector("1").inspect("demo", plugin.bundle()))
                .containsExactly(
                        new Problem(FILE, 3, 1, "unknown property 'pags' in a page descriptor; did you mean 'pages'?"));
    }

    @Test
    void aPluginWithoutPagesHasNoFaults() {
        assertThat(inspector("1").inspect("demo", new FakePlugin("demo", folder, 1).bundle()))
                .isEmpty();
    }

    @Test
    void unchangedFilesAreNotCheckedAgainAndChangedOnesAre() {
        FakePlugin plugin = new FakePlugin("demo", folder, 1).file(FILE, "ui: 1\nid: demo\npags: []\n");
        inspector("1").inspect("demo", plugin.bundle());
        store.write(tx -> tx.update("UPDATE pages_checked SET faults = '[]'"));
        assertThat(inspector("1").inspect("demo", plugin.bundle()))
                .as("as remembered")
                .isEmpty();
        assertThat(inspector("2").inspect("demo", plugin.bundle()))
                .as("by newer checks")
                .hasSize(1);
        plugin.file(FILE, "ui: 1\nid: demo\npages: []\n");
        assertThat(inspector("2").inspect("demo", plugin.bundle())).isEmpty();
    }

    @Test
    void aGoodFileIsKeptThoughNobodyLookedAtItsPage() {
        String good = "ui: 1\nid: demo\npages: []\n";
        FakePlugin plugin = new FakePlugin("demo", folder, 1).file(FILE, good);
        inspector("1").inspect("demo", plugin.bundle());

        plugin.file(FILE, "ui: 1\nid: demo\npags: []\n");
        inspector("1").inspect("demo", plugin.bundle());

        assertThat(new GoodFiles(store).find("demo", FILE)).contains(good);
    }

    private DescriptorInspector inspector(String version) {
        return new DescriptorInspector(new Assets(() -> null), new CheckedBefore(store, version), new GoodFiles(store));
    }
}
