/** Requests, answers, routes and the rules that every request meets. */
@NullMarked
package io.dalbox.web.internal.http;

import org.jspecify.annotations.NullMarked;
