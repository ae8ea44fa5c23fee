package io.dalbox.events.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.action.Param;
import io.dalbox.events.EventTypes.Type;
import io.dalbox.json.internal.SchemaFactory;
import io.dalbox.testing.TestStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class EventTypeRegistryTest {

    @RegisterExtension
    final TestStore store = new TestStore();

    private final EventTypeRegistry types = new EventTypeRegistry();

    @Test
    void aTypeBelongsToWhoeverRegisteredItFirst() {
        types.register(type("shop.sold", "shop", 1));
        types.register(type("shop.sold", "shop", 2));

        assertThat(types.find("shop.sold")).map(Type::version).hasValue(2);
        assertThatThrownBy(() -> types.register(type("shop.sold", "thief", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("belongs to shop");
    }

    @Test
    void allTypesOfAnOwnerGoTogether() {
        types.register(type("shop.sold", "shop", 1));
        types.register(type("shop.closed", "shop", 1));
        types.register(type("core.started", "core", 1));

        types.unregister("shop");

        assertThat(types.all()).extracting(Type::name).containsExactly("core.started");
    }

    @Test
    void aNameThatIsNoTopicIsRefused() {
        assertThatThrownBy(() -> types.register(type("shop/sold", "shop", 1))).hasMessageContaining("dotted words");
        assertThatThrownBy(() -> types.register(type("shop..sold", "shop", 1))).hasMessageContaining("dotted words");
        assertThatThrownBy(() -> types.register(type("", "shop", 1))).hasMessageContaining("dotted words");
    }

    @Test
    void aSchemaThatBreaksReadersNeedsAHigherVersionAlsoAfterARestart() {
        new EventTypeRegistry(store).register(type("shop.sold", "shop", 1));
        store.restart();
        EventTypeRegistry next = new EventTypeRegistry(store);
        next.register(of(2, Bus.Closed.class));
        assertThat(next.versions("shop.sold")).containsExactly(1, 2);

        assertThatThrownBy(() -> next.register(of(1, Bus.Closed.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/thing is no longer there")
                .hasMessageContaining("higher version");
        next.register(of(1, More.class));
        assertThat(next.find("shop.sold")).map(Type::version).hasValue(1);
    }

    record More(
            String thing,
            @Param(description = "How many", min = 1) int amount,
            String buyer,
            String place) {}

    private static Type of(int version, Class<?> record) {
        return new Type("shop.sold", "shop", "A test", version, new SchemaFactory().ofRecord(record), false);
    }

    private static Type type(String name, String owner, int version) {
        return new Type(name, owner, "A test", version, new SchemaFactory().ofRecord(Bus.Sold.class), false);
    }
}
