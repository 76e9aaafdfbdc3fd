/** What the tests of all modules share: fake time, real servers on free ports, and a watch over what tests leave behind. */
package io.atalaia.tests.support;
