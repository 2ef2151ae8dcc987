/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-clerk.h"

G_BEGIN_DECLS

/* A batch with the cases that are in it, each beside what it said when it joined. */

typedef struct {
  MadoEntity *entity; /* the case as it stands */
  MadoId id;
  gint64 amount;             /* yen, as it was when it joined */
  yyjson_val *items;         /* (nullable): as they were then; %NULL: the service has not answered yet */
  const MadoTransition *pay; /* (nullable): by which it would be paid now; %NULL: not yet, no more, or in doubt */
  GPtrArray *changed;        /* (nullable) (element-type MadoItem): that say something else by now */
} MadoPaymentRow;

typedef struct {
  MadoEntity *entity;
  const MadoProgramme *programme;
  const MadoPacket *packet;
  GPtrArray *rows;   /* (element-type MadoPaymentRow): by the id of their cases */
  GPtrArray *held;   /* (element-type MadoPaymentRow): who left after it was frozen, in the same order */
  gint64 sum;        /* yen, of the rows */
  GPtrArray *people; /* (element-type MadoEntity): of the register, as far as this profile knows them */
} MadoPaymentBatch;

/* What the figures of a batch and its rows, added up anew, come to. */
typedef enum {
  MADO_PAYMENT_FIGURES_EQUAL,
  MADO_PAYMENT_FIGURES_UNKNOWN, /* not all is here, or not answered yet */
  MADO_PAYMENT_FIGURES_OTHER,
} MadoPaymentFigures;

MadoPaymentBatch *mado_payment_batch_new (MadoEntity *entity, const MadoProgramme *programme) G_GNUC_WARN_UNUSED_RESULT;
void mado_payment_batch_free (MadoPaymentBatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPaymentBatch, mado_payment_batch_free)

gboolean mado_payment_batch_add (
    MadoPaymentBatch *self, MadoJudge *judge, MadoEntity *entity, MadoDate today, GError **error);
void mado_payment_batch_add_held (MadoPaymentBatch *self, MadoEntity *entity);
void mado_payment_batch_sort (MadoPaymentBatch *self);
MadoPaymentBatch *mado_payment_batch_load (const MadoDeskClerk *clerk,
                                           MadoId id,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mado_payment_batch_list (const MadoDeskClerk *clerk, GError **error) G_GNUC_WARN_UNUSED_RESULT;

const char *mado_payment_batch_get_state (const MadoPaymentBatch *self);
MadoPaymentFigures mado_payment_batch_compare (const MadoPaymentBatch *self);
const MadoItem *mado_payment_batch_find_account (const MadoPaymentBatch *self);
yyjson_val *mado_payment_batch_find_transfer (const MadoPaymentBatch *self, const char *pay);

const char *mado_payment_row_get_receipt (const MadoPaymentRow *self);
gboolean mado_payment_row_is_on_its_way (const MadoPaymentRow *self);
gboolean mado_payment_has_open_deficiency (const MadoEntity *entity);

G_END_DECLS
