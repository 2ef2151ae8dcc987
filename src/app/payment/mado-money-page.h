/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-money-table.h"
#include "mado-till.h"

G_BEGIN_DECLS

/* A page of money: the sheet that lies in front of whoever works there, and rows that open their cases one after the
 * other. */
#define MADO_TYPE_MONEY_PAGE (mado_money_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (MadoMoneyPage, mado_money_page, MADO, MONEY_PAGE, AdwNavigationPage)

struct _MadoMoneyPageClass {
  AdwNavigationPageClass parent_class;

  MadoMoneyTable *(*get_table) (MadoMoneyPage *self); /* (nullable): whose rows are opened now */
};

/* After an act; @error: (nullable): why it was not done. */
typedef void (*MadoMoneyDone) (MadoMoneyPage *self, const GError *error);

void mado_money_page_set_till (MadoMoneyPage *self, MadoTill *till);
MadoTill *mado_money_page_get_till (MadoMoneyPage *self);
MadoSession *mado_money_page_get_session (MadoMoneyPage *self);
MadoMoneySheet *mado_money_page_get_sheet (MadoMoneyPage *self);

void mado_money_page_do (
    MadoMoneyPage *self, MadoMoneyAct act, MadoMoneySheet *sheet, MadoMoneyOrder *order, MadoMoneyDone done);
void mado_money_page_open_row (MadoMoneyPage *self, guint place);
void mado_money_page_push (MadoMoneyPage *self, AdwNavigationPage *page);
void mado_money_page_replace (MadoMoneyPage *self, AdwNavigationPage *page);
void mado_money_page_leave (MadoMoneyPage *self);
void mado_money_page_say (MadoMoneyPage *self, const char *text);

G_END_DECLS
