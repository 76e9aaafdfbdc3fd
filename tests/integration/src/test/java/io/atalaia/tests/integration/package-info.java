/** Atalaia as its users start it: whole processes, real sockets, real files. */
package io.atalaia.tests.integration;
