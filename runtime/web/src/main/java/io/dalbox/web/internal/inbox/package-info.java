/** What a person is told of that happened meanwhile. */
@NullMarked
package io.dalbox.web.internal.inbox;

import org.jspecify.annotations.NullMarked;
