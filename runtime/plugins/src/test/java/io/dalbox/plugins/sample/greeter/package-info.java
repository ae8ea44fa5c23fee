/** A plugin with one of everything, for tests. Its id comes from the jar that a test makes of it. */
package io.dalbox.plugins.sample.greeter;
