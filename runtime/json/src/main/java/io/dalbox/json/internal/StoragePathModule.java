package io.dalbox.json.internal;

import io.dalbox.storage.StoragePath;
import java.io.Serial;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/** Writes and reads a {@link StoragePath} as the one string that people see. */
public final class StoragePathModule extends SimpleModule {

    @Serial
    private static final long serialVersionUID = 1L;

    /** For the mapper of the core. */
    public StoragePathModule() {
        super("storage-path");
        addSerializer(StoragePath.class, new Writer());
        addDeserializer(StoragePath.class, new Reader());
    }

    private static final class Writer extends StdScalarSerializer<StoragePath> {
        Writer() {
            super(StoragePath.class);
        }

        @Override
        public void serialize(StoragePath value, JsonGenerator out, SerializationContext context) {
            out.writeString(value.toString());
        }
    }

    private static final class Reader extends StdScalarDeserializer<StoragePath> {
        Reader() {
            super(StoragePath.class);
        }

        @Override
        public StoragePath deserialize(JsonParser in, DeserializationContext context) {
            String text = in.getValueAsString("");
            try {
                return StoragePath.parse(text);
            } catch (IllegalArgumentException refused) {
                throw context.weirdStringException(text, StoragePath.class, String.valueOf(refused.getMessage()));
            }
        }
    }
}
