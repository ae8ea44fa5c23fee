/** The next version: a parameter has another name, an action is gone, the event says more. */
package io.dalbox.plugins.sample.contract.second;
