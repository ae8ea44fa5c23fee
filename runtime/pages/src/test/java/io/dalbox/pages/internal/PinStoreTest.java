package io.dalbox.pages.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.action.ActionException;
import io.dalbox.pages.Pins;
import io.dalbox.testing.TestStore;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PinStoreTest {

    @RegisterExtension
    final TestStore store = new TestStore();

    @Test
    void eachUserHasTheirOwnAndItSurvivesARestart() {
        Pins pins = new PinStore(store);
        assertThat(pins.pages("ann")).isEmpty();
        assertThat(pins.home("ann")).isEqualTo(new Pins.Home(List.of(), List.of()));
        pins.pinPages("ann", List.of("download/main", "core/tasks"));
        pins.pinPages("ann", List.of("core/tasks", "download/main"));
        pins.arrangeHome("ann", new Pins.Home(List.of("a1/x"), List.of("b1/y")));
        store.restart();
        Pins again = new PinStore(store);
        assertThat(again.pages("ann")).containsExactly("core/tasks", "download/main");
        assertThat(again.home("ann")).isEqualTo(new Pins.Home(List.of("a1/x"), List.of("b1/y")));
        assertThat(again.pages("bob")).isEmpty();
    }

    @Test
    void whatIsNoNameIsRefusedWithItsPlace() {
        Pins pins = new PinStore(store);
        refused(() -> pins.pinPages("ann", List.of("a1/ok", "../etc")), "/items/1", "<plugin>/<name>");
        refused(() -> pins.pinPages("ann", List.of("a1/ok", "a1/ok")), "/items/1", "already");
        refused(() -> pins.pinPages("ann", Collections.nCopies(101, "a1/ok")), "/items", "At most 100");
        refused(() -> pins.arrangeHome("ann", new Pins.Home(List.of(), List.of(""))), "/hidden/0", "<plugin>/<name>");
        assertThat(pins.pages("ann")).isEmpty();
    }

    private static void refused(Runnable change, String pointer, String message) {
        assertThatThrownBy(change::run)
                .isInstanceOfSatisfying(ActionException.class, e -> {
                    assertThat(e.kind()).isEqualTo(ActionException.Kind.INVALID);
                    assertThat(e.pointer()).isEqualTo(pointer);
                })
                .hasMessageContaining(message);
    }
}
