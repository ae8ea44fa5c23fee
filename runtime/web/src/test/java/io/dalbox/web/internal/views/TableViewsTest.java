package io.dalbox.web.internal.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.testing.TestStore;
import io.dalbox.web.internal.auth.AuthSchema;
import io.dalbox.web.internal.views.TableViews.Place;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TableViewsTest {

    private static final String ADMIN = "admin";
    private static final Place FILES = new Place("download", "main", "files");
    private static final TableView VIEW = new TableView(List.of("size", "name"), List.of("eta"));

    @RegisterExtension
    final TestStore store = new TestStore();

    private TableViews views;

    @BeforeEach
    void open() {
        store.migrate("web", AuthSchema.STEPS);
        views = new TableViews(store);
    }

    @Test
    void aTableStaysAsThePersonChoseItAfterARestart() {
        assertThat(views.of(ADMIN, FILES)).isEqualTo(TableView.NONE);
        assertThat(views.put(ADMIN, FILES, TableView.NONE)).isTrue();
        assertThat(views.put(ADMIN, FILES, VIEW)).isTrue();
        store.restart();
        views = new TableViews(store);
        assertThat(views.of(ADMIN, FILES)).isEqualTo(VIEW);
        assertThat(views.ofPage(ADMIN, "download", "main")).isEqualTo(Map.of("files", VIEW));
        assertThat(views.ofPage(ADMIN, "download", "other")).isEmpty();
        assertThat(views.ofPage("somebody", "download", "main")).isEmpty();
        views.reset(ADMIN, FILES);
        assertThat(views.of(ADMIN, FILES)).isEqualTo(TableView.NONE);
    }

    @Test
    void onlySoManyAreKeptAndThoseCanStillChange() {
        for (int i = 0; i < 500; i++) {
            assertThat(views.put(ADMIN, new Place("download", "main", "t" + i), VIEW))
                    .isTrue();
        }
        assertThat(views.put(ADMIN, FILES, VIEW)).isFalse();
        assertThat(views.of(ADMIN, FILES)).isEqualTo(TableView.NONE);
        Place first = new Place("download", "main", "t0");
        assertThat(views.put(ADMIN, first, TableView.NONE)).isTrue();
        assertThat(views.of(ADMIN, first)).isEqualTo(TableView.NONE);
    }

    @Test
    void theyGoWithThePerson() {
        views.put(ADMIN, FILES, VIEW);
        store.write(tx -> tx.update("DELETE FROM web_users WHERE id = ?", ADMIN));
        assertThat(views.of(ADMIN, FILES)).isEqualTo(TableView.NONE);
    }
}
