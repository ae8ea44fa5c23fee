package io.dalbox.pages.internal;

import static io.dalbox.pages.Pins.Place.HOME;
import static io.dalbox.pages.Pins.Place.SIDEBAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.action.ActionException;
import io.dalbox.pages.Pins;
import io.dalbox.pages.Pins.Arrangement;
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
        assertThat(pins.of("ann", SIDEBAR)).isEqualTo(Arrangement.NONE);
        assertThat(pins.of("ann", HOME)).isEqualTo(Arrangement.NONE);
        pins.arrange("ann", SIDEBAR, items("download/main", "core/tasks"));
        pins.arrange("ann", SIDEBAR, items("core/tasks", "download/main"));
        pins.arrange("ann", HOME, new Arrangement(List.of("a1/x"), List.of("b1/y")));
        store.restart();
        Pins again = new PinStore(store);
        assertThat(again.of("ann", SIDEBAR)).isEqualTo(items("core/tasks", "download/main"));
        assertThat(again.of("ann", HOME)).isEqualTo(new Arrangement(List.of("a1/x"), List.of("b1/y")));
        assertThat(again.of("bob", SIDEBAR)).isEqualTo(Arrangement.NONE);
    }

    @Test
    void oneThingIsPutWithoutTouchingTheOthers() {
        Pins pins = new PinStore(store);
        pins.arrange("ann", SIDEBAR, new Arrangement(List.of("a1/x", "away/page"), List.of("c1/z")));
        pins.put("ann", SIDEBAR, "c1/z", true);
        pins.put("ann", SIDEBAR, "c1/z", true);
        assertThat(pins.of("ann", SIDEBAR)).isEqualTo(items("a1/x", "away/page", "c1/z"));
        pins.put("ann", SIDEBAR, "a1/x", false);
        assertThat(pins.of("ann", SIDEBAR)).isEqualTo(items("away/page", "c1/z"));
        refused(() -> pins.put("ann", SIDEBAR, "nothing", true), "/2", "<plugin>/<name>");
    }

    @Test
    void aCardThatIsHiddenComesBackWhereItWas() {
        Pins pins = new PinStore(store);
        pins.arrange("ann", HOME, items("a1/x", "b1/y"));
        pins.put("ann", HOME, "a1/x", false);
        assertThat(pins.of("ann", HOME)).isEqualTo(new Arrangement(List.of("a1/x", "b1/y"), List.of("a1/x")));
        pins.put("ann", HOME, "a1/x", true);
        assertThat(pins.of("ann", HOME)).isEqualTo(items("a1/x", "b1/y"));
    }

    @Test
    void whatIsNoNameIsRefusedWithItsPlace() {
        Pins pins = new PinStore(store);
        refused(() -> pins.arrange("ann", SIDEBAR, items("a1/ok", "../etc")), "/items/1", "<plugin>/<name>");
        refused(() -> pins.arrange("ann", SIDEBAR, items("a1/ok", "a1/ok")), "/items/1", "already");
        Arrangement many = new Arrangement(Collections.nCopies(101, "a1/ok"), List.of());
        refused(() -> pins.arrange("ann", SIDEBAR, many), "/items", "At most 100");
        Arrangement nameless = new Arrangement(List.of(), List.of(""));
        refused(() -> pins.arrange("ann", HOME, nameless), "/hidden/0", "<plugin>/<name>");
        assertThat(pins.of("ann", SIDEBAR)).isEqualTo(Arrangement.NONE);
    }

    private static Arrangement items(String... names) {
        return new Arrangement(List.of(names), List.of());
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
