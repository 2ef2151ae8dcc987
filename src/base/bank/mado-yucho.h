/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-finding.h"

G_BEGIN_DECLS

/* Japan Post Bank prints 記号 and 番号 where every other bank prints branch, kind and account number. */

#define MADO_YUCHO_BANK "9900"

/* What stands in a passbook, digits only; naka is the digit printed between the two, empty where there is none. */
typedef struct {
  char kigo[6];
  char bango[9];
  char naka[2];
} MadoYuchoNumber;

/* The same account as other banks know it. */
typedef struct {
  char store[4];       /* "018" */
  char store_name[10]; /* "〇一八" */
  char store_kana[28]; /* "ゼロイチハチ", large kana only */
  int kind_code;       /* 1 普通, 2 当座 */
  char account[8];     /* seven digits */
  int check_digit;     /* what the fourth digit of 記号 should be */
} MadoYuchoAccount;

gboolean mado_yucho_convert (
    const char *kigo, const char *bango, const char *naka, MadoYuchoAccount *out_account, MadoFindings *findings);
int mado_yucho_get_store_kind (const char *store);
const char *mado_yucho_get_kind_name (int kind_code);
gboolean mado_yucho_find (const char *text, MadoYuchoNumber *out_number);

G_END_DECLS
