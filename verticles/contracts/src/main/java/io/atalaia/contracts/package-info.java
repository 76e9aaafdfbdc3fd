/** What the parts of Atalaia say to each other: records and the addresses on which they travel. Imports the JDK and protobuf alone. */
@CheckReturnValue
package io.atalaia.contracts;

import com.google.errorprone.annotations.CheckReturnValue;
