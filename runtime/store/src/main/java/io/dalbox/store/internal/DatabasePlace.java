package io.dalbox.store.internal;

import io.dalbox.data.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Finds the place of a database and refuses one that would lose data. */
final class DatabasePlace {

    /** SQLite's log is shared memory and its locks are POSIX locks: neither is dependable over a network. */
    private static final Set<String> NETWORK = Set.of(
            "nfs",
            "nfs3",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "sshfs",
            "fuse.sshfs",
            "fuse.rclone",
            "davfs",
            "fuse.davfs2",
            "glusterfs",
            "fuse.glusterfs",
            "ceph",
            "fuse.ceph",
            "afs",
            "ncpfs",
            "afpfs",
            "fuse.smbnetfs");

    private DatabasePlace() {}

    /** Returns where the core's database is. */
    static Path core(Path home) {
        return prepare(home, home.resolve("data")).resolve("dalbox.db");
    }

    /** Returns where a plugin's database is. */
    static Path plugin(Path home, String id) {
        return prepare(home, home.resolve("data").resolve("plugins")).resolve(id + ".db");
    }

    private static Path prepare(Path home, Path folder) {
        try {
            Files.createDirectories(folder);
            String type = Files.getFileStore(folder).type();
            if (isNetwork(type)) {
                throw new DatabaseException("The folder " + folder + " is on a network file system (" + type
                        + "), where a database can be damaged. Put the home on a local disk with --home or DALBOX_HOME;"
                        + " network storage can be mounted as a storage instead");
            }
        } catch (IOException refused) {
            throw new DatabaseException(
                    "The folder " + folder
                            + " cannot be made or read. Give the user that runs Dalbox the right to write " + home
                            + ", or choose another home with --home or DALBOX_HOME (" + refused + ")",
                    refused);
        }
        if (!Files.isWritable(folder)) {
            throw new DatabaseException(
                    "The folder " + folder + " is not writable. Give the user that runs Dalbox the right"
                            + " to write it, or choose another home with --home or DALBOX_HOME");
        }
        return folder;
    }

    static boolean isNetwork(String type) {
        return NETWORK.contains(type.toLowerCase(Locale.ROOT));
    }
}
