/** A version that breaks the readers of its event without saying so. */
package io.dalbox.plugins.sample.contract.third;
