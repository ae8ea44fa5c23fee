/** Version 3 of a plugin whose action changes its parameters. */
package io.dalbox.it.sample.greeter.v3;
