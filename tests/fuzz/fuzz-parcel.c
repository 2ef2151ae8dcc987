/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a packed text: what comes out is no longer than allowed, and packs and unpacks as it is. */

#include <stdint.h>

#include "mado-base-error.h"
#include "mado-parcel.h"

#define LIMIT 65536

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_auto (MadoParcel) parcel = { .bytes = g_bytes_new (data, size), .is_packed = TRUE };
  g_auto (MadoParcel) packed = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = mado_parcel_unpack (&parcel, LIMIT, &error);
  g_autoptr (GBytes) again = NULL;

  if (text == NULL) {
    g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
    return 0;
  }
  g_assert_cmpuint (g_bytes_get_size (text), <=, LIMIT);
  g_assert_true (mado_parcel_pack (text, &packed, &error));
  again = mado_parcel_unpack (&packed, LIMIT, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (again, text));

  return 0;
}
