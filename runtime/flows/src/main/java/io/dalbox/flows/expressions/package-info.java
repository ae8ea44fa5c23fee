/** The language of expressions, for those who use it besides flows. */
@Export
@Version("1.0.0")
@NullMarked
package io.dalbox.flows.expressions;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
