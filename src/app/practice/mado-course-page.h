/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-place.h"

G_BEGIN_DECLS

/* The exercises of a course: what is to be done, how, and what of it is. For whoever practises a role that has one. */
#define MADO_TYPE_COURSE_PAGE (mado_course_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoCoursePage, mado_course_page, MADO, COURSE_PAGE, AdwNavigationPage)

extern const MadoPageKind mado_course_page_kind;

G_END_DECLS
