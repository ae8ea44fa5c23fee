package io.dalbox.json.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.json.Json;
import io.dalbox.json.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ClassLoaderTest {

    @Test
    void nothingOfAPluginIsKept() throws Exception {
        SchemaFactory schemas = new SchemaFactory();
        WeakReference<ClassLoader> loader = use(schemas);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            return loader.refersTo(null);
        });
        assertThat(schemas).isNotNull();
    }

    private static WeakReference<ClassLoader> use(SchemaFactory schemas) throws Exception {
        ClassLoader loader = new PluginLoader();
        for (String name : List.of("Download", "Tree", "Everything")) {
            Class<?> type = loader.loadClass("io.dalbox.json.internal.Samples$" + name);
            assertThat(type.getClassLoader()).isSameAs(loader);
            schemas.ofRecord(type).validate(Json.mapper().createObjectNode());
        }
        Class<?> type = loader.loadClass("io.dalbox.json.internal.Samples$Download");
        Schema schema = schemas.ofRecord(type);
        ObjectNode input =
                schema.withDefaults((ObjectNode) RecordSchemaTest.json("{'url': 'a:b', 'save_path': 'media:/'}"));
        assertThat(schema.validate(input)).isEmpty();
        JsonMapper mapper = Json.forPlugin();
        Object value = mapper.treeToValue(input, type);
        assertThat(value.getClass()).isSameAs(type);
        assertThat(schema.validate(mapper.valueToTree(value))).isEmpty();
        assertThat(schema.fromStrings(Map.of("segments", List.of("1")))).isNotEmpty();
        return new WeakReference<>(loader);
    }

    /** Defines the sample classes anew, as a plugin's own bundle would. */
    private static final class PluginLoader extends ClassLoader {

        PluginLoader() {
            super(ClassLoaderTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.dalbox.json.internal.Samples")) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known != null ? known : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException broken) {
                throw new ClassNotFoundException(name, broken);
            }
        }
    }
}
