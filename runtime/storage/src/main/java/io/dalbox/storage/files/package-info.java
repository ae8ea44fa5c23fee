/** What a person does with the files of a storage: page through folders, move, throw away and bring back. For the core. */
@Export
@Version("1.0.0")
@NullMarked
package io.dalbox.storage.files;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
