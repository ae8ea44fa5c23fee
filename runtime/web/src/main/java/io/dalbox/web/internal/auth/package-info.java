/** Users, sessions, tokens: who sends a request. */
@NullMarked
package io.dalbox.web.internal.auth;

import org.jspecify.annotations.NullMarked;
