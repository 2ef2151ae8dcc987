/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MADO_CUSTOMER_BARCODE_N_SYMBOLS 21 /* postal code 7, address 13, check 1; without start and stop */
#define MADO_CUSTOMER_BARCODE_N_BARS 67

/* The customer barcode of the post (カスタマバーコード). Each bar is a digit: 1 long, 2 the upper half, 3 the lower
 * half, 4 the middle. */
typedef struct {
  guint8 symbols[MADO_CUSTOMER_BARCODE_N_SYMBOLS]; /* their values in the check sum, 0 … 18; the last is the check */
  char bars[MADO_CUSTOMER_BARCODE_N_BARS + 1];
} MadoCustomerBarcode;

char *mado_customer_barcode_extract (const char *address);
gboolean mado_customer_barcode_encode (MadoCustomerBarcode *self, const char *code, const char *extracted);
const char *mado_customer_barcode_get_symbol_name (guint value);

G_END_DECLS
