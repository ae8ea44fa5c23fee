package io.dalbox.events.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.events.EventTypes.Type;
import io.dalbox.json.internal.SchemaFactory;
import org.junit.jupiter.api.Test;

final class EventTypeRegistryTest {

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

    private static Type type(String name, String owner, int version) {
        return new Type(name, owner, "A test", version, new SchemaFactory().ofRecord(Bus.Sold.class), false);
    }
}
