package io.dalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestStoreTest {

    @RegisterExtension
    final TestStore store = new TestStore();

    @Test
    void keepsWhatWasWrittenOverARestart() {
        store.migrate("test", List.of("CREATE TABLE test_item (name TEXT);"));
        store.write(tx -> tx.update("INSERT INTO test_item VALUES ('a')"));
        store.restart();
        List<String> names = store.read(tx -> tx.query("SELECT name FROM test_item", row -> row.getString(1)));
        assertThat(names).containsExactly("a");
    }

    @Test
    void leavesNothingBehind() {
        TestStore other = TestStore.open();
        Path home = other.home();
        assertThat(home).exists().isNotEqualTo(store.home());
        other.close();
        assertThat(home).doesNotExist();
    }
}
