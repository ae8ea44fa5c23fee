package io.dalbox.pages.internal;

import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Makes stand-ins for large interfaces of which a test needs a few methods. */
final class Standing {

    private Standing() {}

    /** What a stand-in answers. */
    interface Answers {
        @Nullable
        Object of(String method, Object[] arguments);
    }

    static <T> T in(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) ->
                        answers.of(method.getName(), arguments == null ? new Object[0] : arguments)));
    }
}
