/** The pure parts of the dashboard, run without a browser, and what its sources promise. */
package io.atalaia.tests.browser.unit;
