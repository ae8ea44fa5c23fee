/** The durable tasks on the database: their life, their queue, and what shows how far they are. */
@NullMarked
package io.dalbox.tasks.internal;

import org.jspecify.annotations.NullMarked;
