/** Subscribers that say how they want their events. */
package io.dalbox.plugins.sample.subscribers;
