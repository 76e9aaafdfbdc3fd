/** The dashboard in a real browser, against a real Atalaia. */
package io.atalaia.tests.browser;
