/** What storage does, in futures: taking blocks, packing, forgetting, answering. */
@CheckReturnValue
package io.atalaia.storage.service;

import com.google.errorprone.annotations.CheckReturnValue;
