package io.dalbox.store.internal;

import io.dalbox.data.DatabaseException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** What SQLite's result codes mean (https://sqlite.org/rescode.html). */
final class Failures {

    /** The primary result code is the low byte of an extended one. */
    private static final int PRIMARY = 0xff;

    private Failures() {}

    /**
     * Returns whether SQLite may have rolled back the whole transaction on its own
     * (https://sqlite.org/lang_transaction.html, "Response To Errors Within A Transaction").
     */
    static boolean endsTransaction(SQLException failure) {
        return switch (code(failure)) {
            case SQLITE_FULL,
                    SQLITE_IOERR,
                    SQLITE_NOMEM,
                    SQLITE_BUSY,
                    SQLITE_INTERRUPT,
                    SQLITE_CORRUPT,
                    SQLITE_NOTADB,
                    SQLITE_CANTOPEN,
                    SQLITE_PROTOCOL -> true;
            default -> false;
        };
    }

    /** Says what a failure of the database means to the person who runs it. */
    static DatabaseException exception(Path file, SQLException cause) {
        return new DatabaseException(sentence(file, cause), cause);
    }

    static String sentence(Path file, SQLException failure) {
        String reason = " (" + failure.getMessage() + ")";
        return switch (code(failure)) {
            case SQLITE_FULL ->
                "The disk that holds " + file + " is full; nothing was written. Free some space, then try again"
                        + reason;
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                "The database " + file + " is damaged. Stop Dalbox, put a backup in its place or move it away to start"
                        + " with an empty one" + reason;
            case SQLITE_READONLY, SQLITE_PERM ->
                "The database " + file
                        + " cannot be written. Give the user that runs Dalbox the right to write the file"
                        + " and its folder" + reason;
            case SQLITE_CANTOPEN ->
                "The database " + file + " cannot be opened. Check that its folder exists and that the user that runs"
                        + " Dalbox may write it" + reason;
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "The database " + file
                        + " is held by another program. Stop the other Dalbox or tool that uses it, then try" + " again"
                        + reason;
            case SQLITE_IOERR ->
                "The disk that holds " + file + " failed. Check the disk and the system's log" + reason;
            default -> "The database refused the work" + reason;
        };
    }

    private static SQLiteErrorCode code(SQLException failure) {
        return SQLiteErrorCode.getErrorCode(failure.getErrorCode() & PRIMARY);
    }
}
