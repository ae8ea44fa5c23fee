package io.dalbox.data;

import java.sql.SQLException;
import org.osgi.annotation.versioning.ConsumerType;

/** What is done in one transaction. It may run on another thread and must not wait for anything but the database. */
@ConsumerType
@FunctionalInterface
public interface Work<T> {

    /** Does it. */
    T apply(Tx tx) throws SQLException;
}
