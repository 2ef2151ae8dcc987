/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-inquiry-sheet.h"
#include "mado-session.h"

G_BEGIN_DECLS

/* The case that an inquiry is about, found after the call. */
#define MADO_TYPE_LINK_DIALOG (mado_link_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MadoLinkDialog, mado_link_dialog, MADO, LINK_DIALOG, AdwDialog)

AdwDialog *mado_link_dialog_new (MadoSession *session, MadoInquirySheet *sheet) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
