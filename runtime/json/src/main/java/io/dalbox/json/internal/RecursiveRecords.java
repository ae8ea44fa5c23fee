package io.dalbox.json.internal;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.HashSet;
import java.util.Set;

/** Tells whether a record contains itself, directly or through others. */
final class RecursiveRecords {

    private final Set<Class<?>> path = new HashSet<>();

    private RecursiveRecords() {}

    static boolean isRecursive(Class<?> record) {
        return new RecursiveRecords().visit(record);
    }

    private boolean visit(Type type) {
        return switch (type) {
            case Class<?> array when array.isArray() -> visit(array.getComponentType());
            case Class<?> record when record.isRecord() -> visitRecord(record);
            case ParameterizedType generic -> visit(generic.getRawType()) || visitAll(generic.getActualTypeArguments());
            case GenericArrayType array -> visit(array.getGenericComponentType());
            case WildcardType wildcard -> visitAll(wildcard.getUpperBounds());
            default -> false;
        };
    }

    private boolean visitAll(Type[] types) {
        for (Type type : types) {
            if (visit(type)) {
                return true;
            }
        }
        return false;
    }

    private boolean visitRecord(Class<?> record) {
        if (!path.add(record)) {
            return true;
        }
        for (RecordComponent component : record.getRecordComponents()) {
            if (visit(component.getGenericType())) {
                return true;
            }
        }
        path.remove(record);
        return false;
    }
}
