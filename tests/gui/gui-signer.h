/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gui-terminal.h"

G_BEGIN_DECLS

/* Somebody who signs hand-overs at a terminal of the service, and what the service has of it. */

#define GUI_SIGNER_KEY "^[0-9a-f]{2,4}( [0-9a-f]{2,4}){15,16}$" /* a public key as the window says it */

void gui_signer_give_key (const GuiTerminal *at, const MadoSigningKey *key);
void gui_signer_lock_key (const GuiTerminal *at, const MadoSigningKey *key, const char *password);
gboolean gui_signer_opens_key (const GuiTerminal *at, const char *password);
void gui_signer_relock_key (const GuiTerminal *at, const char *before, const char *after);
char *gui_signer_make_key (const GuiTerminal *at, const char *password) G_GNUC_WARN_UNUSED_RESULT;
void gui_signer_enter_key (const GuiTerminal *at, const char *person, const char *key);
void gui_signer_open_entry (const GuiTerminal *at, const char *number);
void gui_signer_type_password (const GuiTerminal *at, const char *password);
void gui_signer_type_passwords (const GuiTerminal *at, const char *earlier, const char *now);
void gui_signer_choose_way (const GuiTerminal *at, const char *title);
void gui_signer_seal (const GuiTerminal *at, const char *bag, const char *seal, const char *password);

void gui_signer_make_media (GuiService *service, DoorVisitor *maker, const char *const *numbers);
char *gui_signer_await_log (GuiService *service, const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
