package io.dalbox.web.internal.storage;

import io.dalbox.storage.StoragePath;
import io.dalbox.web.internal.http.Handler;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Reads the paths of requests, and says in words of HTTP what a storage answers. */
final class Places {

    private Places() {}

    /** Returns the path in the query. */
    static StoragePath query(Request request) {
        return path(request, "path", request.query("path").orElse("/"));
    }

    /** Returns the path in a field of the body. */
    static StoragePath field(Request request, String field) {
        return path(request, field, request.text(field));
    }

    /** Returns the path that a text names; {@code field} is where the text comes from. */
    static StoragePath path(Request request, String field, String text) {
        if (!text.startsWith("/")) {
            throw ProblemException.field(
                    "/" + field, "The " + field + " must begin with a slash, such as /films/a.mkv.");
        }
        try {
            return StoragePath.parse(request.variable("storage") + ":" + text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.field("/" + field, String.valueOf(e.getMessage()) + ".");
        }
    }

    /** Answers what the handler answers, and the failures of a storage as problems. */
    static Handler guarded(Handler handler) {
        return request -> {
            try {
                return handler.handle(request);
            } catch (FileSystemException e) {
                throw problem(e);
            }
        };
    }

    private static ProblemException problem(FileSystemException e) {
        String file = String.valueOf(e.getFile());
        String reason = e.getReason() == null ? "" : " " + e.getReason() + ".";
        return switch (e) {
            case NoSuchFileException _ -> ProblemException.notFound("There is no " + file + "." + reason);
            case NotDirectoryException _ -> ProblemException.notFound(file + " is not a folder.");
            case FileAlreadyExistsException _ ->
                new ProblemException(409, file + " exists already. Choose another name; nothing is replaced.");
            case AccessDeniedException _ ->
                new ProblemException(
                        409, file + " cannot be used." + (reason.isEmpty() ? " The system refuses access." : reason));
            case DirectoryNotEmptyException _ -> new ProblemException(409, file + " is not empty.");
            default -> unavailable(e);
        };
    }

    /** Full disks, names that the file system cannot hold, drives that went away. */
    private static ProblemException unavailable(IOException e) {
        return new ProblemException(409, "The storage refuses: " + e.getMessage() + ".");
    }
}
