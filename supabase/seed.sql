-- The demo, first part: three municipalities with areas, organisations, categories, named places and one account for each role.
-- Places and outlines are drawn for the demo, coarse and generalised, around public coordinates; they are nobody's official borders.
-- Runs on hosted Supabase (`supabase db reset`), on the embedded database and on plain PostgreSQL alike, any number of times.
-- For demonstration only: the accounts have a published password. seed-incidents.sql follows.

insert into public.municipality (id, name, boundary)
select id, name, extensions.st_geomfromtext(outline, 4326) from (values
  ('0680', 'Jönköping', 'MULTIPOLYGON(((14.07 57.63, 14.12 57.61, 14.16 57.64, 14.22 57.65, 14.21 57.62, 14.24 57.56, 14.33 57.54, 14.34 57.6, 14.38 57.62, 14.39 57.67, 14.43 57.68, 14.45 57.73, 14.52 57.75, 14.6 57.74, 14.64 57.77, 14.61 57.87, 14.5 57.86, 14.48 57.91, 14.51 57.94, 14.58 57.96, 14.62 58.0, 14.6 58.09, 14.54 58.11, 14.44 58.06, 14.33 57.97, 14.26 57.88, 14.24 57.83, 14.18 57.81, 14.16 57.83, 14.15 57.88, 14.11 57.89, 14.04 57.87, 14.0 57.86, 13.97 57.82, 13.92 57.86, 13.85 57.87, 13.83 57.84, 13.74 57.84, 13.74 57.76, 13.71 57.73, 13.74 57.67, 13.68 57.63, 13.68 57.56, 13.79 57.57, 13.83 57.61, 13.87 57.63, 13.93 57.62, 13.98 57.66, 14.02 57.63, 14.07 57.63)))'),
  ('0484', 'Eskilstuna', 'MULTIPOLYGON(((16.61 59.45, 16.52 59.46, 16.42 59.45, 16.23 59.44, 16.22 59.42, 16.27 59.39, 16.13 59.36, 16.0 59.37, 15.92 59.34, 15.86 59.3, 16.0 59.29, 16.07 59.27, 16.26 59.3, 16.29 59.29, 16.25 59.26, 16.07 59.24, 16.15 59.21, 16.2 59.17, 16.31 59.18, 16.38 59.21, 16.55 59.21, 16.65 59.23, 16.75 59.24, 16.83 59.25, 16.81 59.4, 16.7 59.47, 16.61 59.45)))'),
  ('0686', 'Eksjö', 'MULTIPOLYGON(((14.96 57.75, 14.9 57.73, 14.92 57.71, 14.83 57.65, 14.8 57.61, 14.93 57.59, 14.95 57.56, 15.09 57.52, 15.17 57.52, 15.22 57.53, 15.36 57.5, 15.41 57.52, 15.47 57.53, 15.51 57.56, 15.58 57.56, 15.65 57.61, 15.51 57.67, 15.44 57.67, 15.42 57.7, 15.28 57.72, 15.14 57.71, 15.1 57.76, 15.01 57.75, 14.96 57.75)))')
) as given (id, name, outline)
on conflict do nothing;

insert into public.area (municipality_id, id, name, kind, rhythm, position, active_from, geometry)
select municipality_id, id, name, kind, rhythm, position, current_date - 1200, extensions.st_geomfromtext(shape, 4326) from (values
  ('0680', 'oxnehaga', 'Öxnehaga', 'pilot', 'weekly', 1, 'MULTIPOLYGON(((14.2766 57.77426, 14.27498 57.77523, 14.27449 57.77646, 14.27136 57.77684, 14.26958 57.77706, 14.26663 57.77778, 14.2651 57.7781, 14.26053 57.77776, 14.25839 57.77708, 14.25617 57.77689, 14.25402 57.7757, 14.25212 57.7744, 14.24958 57.77311, 14.24853 57.77141, 14.24887 57.7702, 14.25014 57.76903, 14.25042 57.76797, 14.25307 57.76665, 14.2554 57.7663, 14.25715 57.76587, 14.25947 57.76533, 14.26314 57.76587, 14.26582 57.76643, 14.2685 57.76756, 14.27143 57.76699, 14.27623 57.76737, 14.27813 57.76877, 14.28095 57.77039, 14.27882 57.77174, 14.27893 57.77318, 14.2766 57.77426)))'),
  ('0680', 'raslatt', 'Råslätt', 'priority', 'weekly', 2, 'MULTIPOLYGON(((14.16014 57.73637, 14.16029 57.73736, 14.16168 57.73857, 14.16143 57.73959, 14.15919 57.74052, 14.157 57.74111, 14.15379 57.74162, 14.15161 57.74215, 14.1492 57.74288, 14.14642 57.74357, 14.14453 57.74299, 14.14072 57.74237, 14.13916 57.74217, 14.13843 57.74046, 14.13774 57.7398, 14.13672 57.73886, 14.13733 57.73781, 14.13968 57.73691, 14.14181 57.73564, 14.14306 57.73494, 14.14548 57.73435, 14.14712 57.73374, 14.15132 57.73282, 14.15376 57.7328, 14.15699 57.73224, 14.16005 57.73302, 14.16152 57.7337, 14.16208 57.73514, 14.16014 57.73637), (14.14731 57.73679, 14.14682 57.73692, 14.14666 57.73711, 14.146 57.73727, 14.14502 57.73699, 14.14449 57.73682, 14.14353 57.73665, 14.14305 57.7364, 14.14264 57.736, 14.14282 57.73572, 14.14293 57.73537, 14.14319 57.73511, 14.14382 57.73503, 14.14472 57.73518, 14.14518 57.73518, 14.14595 57.7354, 14.1469 57.73561, 14.14751 57.73584, 14.14799 57.73617, 14.14792 57.73651, 14.14731 57.73679)))'),
  ('0680', 'osterangen', 'Österängen', 'priority', 'weekly', 3, 'MULTIPOLYGON(((14.24932 57.78527, 14.24913 57.7857, 14.24956 57.78665, 14.24839 57.78727, 14.24595 57.78734, 14.24362 57.78726, 14.24166 57.78674, 14.24021 57.78671, 14.2373 57.78653, 14.2358 57.78594, 14.23461 57.78523, 14.23445 57.7844, 14.23389 57.78352, 14.23447 57.78278, 14.23588 57.78238, 14.23776 57.78208, 14.23904 57.78175, 14.24177 57.78174, 14.24349 57.78209, 14.24517 57.78241, 14.24741 57.78245, 14.24892 57.78277, 14.25055 57.78364, 14.25062 57.78446, 14.24932 57.78527)))'),
  ('0680', 'huskvarna-soder', 'Huskvarna Söder', 'priority', 'weekly', 4, 'MULTIPOLYGON(((14.29099 57.7821, 14.29199 57.78231, 14.29268 57.78312, 14.29275 57.78401, 14.29049 57.78489, 14.28935 57.78545, 14.28644 57.78572, 14.28422 57.78633, 14.28302 57.78656, 14.28068 57.7867, 14.27912 57.78662, 14.27797 57.78647, 14.27561 57.78665, 14.27389 57.78623, 14.27352 57.78547, 14.27389 57.78441, 14.27469 57.78389, 14.27718 57.7829, 14.27786 57.7823, 14.2807 57.78182, 14.28247 57.78148, 14.28468 57.78094, 14.28608 57.78052, 14.28807 57.78046, 14.29022 57.78037, 14.29086 57.78109, 14.29099 57.7821)))'),
  ('0680', 'centrum', 'Centrum', 'priority', 'weekly', 5, 'MULTIPOLYGON(((14.17102 57.78161, 14.17178 57.78207, 14.17291 57.783, 14.17109 57.78383, 14.17002 57.78424, 14.16718 57.78439, 14.16537 57.78471, 14.16271 57.78504, 14.16137 57.78523, 14.15934 57.78501, 14.15773 57.78484, 14.15667 57.78458, 14.15559 57.78408, 14.15488 57.7834, 14.15463 57.783, 14.15548 57.78216, 14.15651 57.78158, 14.1569 57.78119, 14.15926 57.78031, 14.16145 57.78026, 14.16327 57.78006, 14.16464 57.78036, 14.16649 57.78024, 14.16898 57.78043, 14.16964 57.78077, 14.1705 57.78112, 14.17102 57.78161)), ((14.19002 57.78206, 14.18846 57.78268, 14.18729 57.78313, 14.18669 57.78367, 14.18523 57.78408, 14.18282 57.78398, 14.18014 57.78363, 14.17754 57.7837, 14.17615 57.78311, 14.17473 57.78251, 14.17519 57.78174, 14.17505 57.78104, 14.17474 57.78004, 14.17525 57.77941, 14.17843 57.77927, 14.17923 57.77907, 14.18219 57.7792, 14.18373 57.77939, 14.18539 57.77947, 14.1878 57.77989, 14.19053 57.78051, 14.19115 57.78105, 14.19002 57.78206)))'),
  ('0680', 'huskvarna-centrum', 'Huskvarna centrum', 'other', 'weekly', 6, 'MULTIPOLYGON(((14.28165 57.7941, 14.28078 57.79495, 14.2796 57.79504, 14.27803 57.79565, 14.27604 57.79529, 14.27394 57.79505, 14.27148 57.79413, 14.27002 57.79328, 14.26792 57.79263, 14.26714 57.79197, 14.26579 57.79057, 14.26657 57.78986, 14.26846 57.78907, 14.27006 57.78913, 14.27161 57.78853, 14.27336 57.78848, 14.27497 57.78832, 14.27682 57.78923, 14.27801 57.78953, 14.28079 57.79002, 14.28339 57.79098, 14.28473 57.79203, 14.28382 57.79274, 14.28191 57.79364, 14.28165 57.7941)))'),
  ('0680', 'ekhagen', 'Ekhagen', 'other', 'fortnightly', 7, 'MULTIPOLYGON(((14.23527 57.77655, 14.23473 57.77755, 14.23391 57.77834, 14.23362 57.77927, 14.23157 57.77998, 14.22822 57.78007, 14.22573 57.77941, 14.2245 57.7795, 14.22222 57.77921, 14.21914 57.7792, 14.21834 57.77821, 14.21821 57.77759, 14.21722 57.77647, 14.21645 57.77559, 14.21703 57.77466, 14.2196 57.77399, 14.222 57.77416, 14.2241 57.77382, 14.22579 57.77379, 14.22843 57.77381, 14.23045 57.77366, 14.23263 57.77425, 14.23385 57.77504, 14.23535 57.77589, 14.23527 57.77655)))'),
  ('0680', 'rosenlund', 'Rosenlund', 'other', 'fortnightly', 8, 'MULTIPOLYGON(((14.22948 57.78562, 14.22941 57.78639, 14.22969 57.78676, 14.22998 57.7877, 14.22837 57.78836, 14.22607 57.78868, 14.22361 57.78871, 14.22217 57.78883, 14.21923 57.78909, 14.21673 57.78884, 14.21666 57.78799, 14.21557 57.78728, 14.21531 57.78672, 14.21478 57.78604, 14.2157 57.78507, 14.2177 57.78455, 14.21842 57.78398, 14.2205 57.78345, 14.22173 57.78308, 14.22404 57.78282, 14.2262 57.78297, 14.22851 57.78352, 14.22999 57.78406, 14.23052 57.78475, 14.22948 57.78562)))'),
  ('0680', 'bankeryd', 'Bankeryd', 'other', 'monthly', 9, 'MULTIPOLYGON(((14.12571 57.85672, 14.12506 57.85845, 14.12243 57.85962, 14.12055 57.85988, 14.11571 57.85839, 14.11338 57.85806, 14.11158 57.85534, 14.10891 57.85401, 14.10795 57.85194, 14.10642 57.84974, 14.10814 57.84838, 14.10904 57.84704, 14.10919 57.84598, 14.11002 57.84402, 14.11166 57.843, 14.11323 57.84266, 14.11625 57.84128, 14.11864 57.8421, 14.12151 57.842, 14.1248 57.8439, 14.12793 57.84569, 14.1287 57.84761, 14.13082 57.84942, 14.1316 57.85101, 14.13458 57.85381, 14.1342 57.85549, 14.1307 57.85591, 14.12907 57.8564, 14.12571 57.85672)))'),
  ('0680', 'granna', 'Gränna', 'other', 'monthly', 10, 'MULTIPOLYGON(((14.47504 58.02672, 14.47404 58.02777, 14.47262 58.02803, 14.47063 58.02747, 14.46796 58.02631, 14.46624 58.02472, 14.46496 58.0227, 14.463 58.02153, 14.46097 58.01923, 14.46146 58.0182, 14.46087 58.0169, 14.46048 58.01548, 14.46185 58.01477, 14.46368 58.01423, 14.46595 58.01458, 14.46791 58.01563, 14.46998 58.01706, 14.47164 58.01776, 14.47351 58.01953, 14.47511 58.02102, 14.47724 58.02335, 14.47836 58.02505, 14.47772 58.02612, 14.47733 58.02709, 14.47504 58.02672)))'),
  ('0484', 'skiftinge', 'Skiftinge', 'priority', 'weekly', 1, 'MULTIPOLYGON(((16.55566 59.39556, 16.55552 59.39621, 16.55422 59.39742, 16.55332 59.39856, 16.55142 59.39883, 16.54738 59.39861, 16.54341 59.39757, 16.54218 59.39777, 16.53954 59.39684, 16.53672 59.39666, 16.53301 59.39581, 16.53142 59.39532, 16.53067 59.39402, 16.53247 59.39298, 16.53172 59.39235, 16.53267 59.39115, 16.53167 59.38982, 16.53419 59.38937, 16.53679 59.38873, 16.53906 59.38884, 16.54238 59.38944, 16.5454 59.38966, 16.54827 59.39012, 16.55118 59.39104, 16.55303 59.39198, 16.55331 59.39288, 16.55491 59.3934, 16.5564 59.39459, 16.55566 59.39556), (16.54934 59.39447, 16.5493 59.39483, 16.54895 59.39502, 16.54863 59.3952, 16.54772 59.39531, 16.54702 59.39528, 16.54646 59.39521, 16.54583 59.39517, 16.5448 59.39507, 16.5444 59.39476, 16.54448 59.39445, 16.54453 59.3943, 16.54494 59.39397, 16.54545 59.39385, 16.54621 59.39382, 16.54711 59.39376, 16.54794 59.39363, 16.54863 59.39374, 16.54919 59.39386, 16.54925 59.39424, 16.54934 59.39447)))'),
  ('0484', 'lagersberg', 'Lagersberg', 'priority', 'weekly', 2, 'MULTIPOLYGON(((16.49755 59.35473, 16.49724 59.35563, 16.49802 59.35647, 16.49729 59.35756, 16.49442 59.35854, 16.49356 59.359, 16.49031 59.35912, 16.48763 59.35982, 16.48513 59.36035, 16.48376 59.36016, 16.48062 59.36078, 16.47967 59.35977, 16.4793 59.3589, 16.47848 59.35825, 16.47732 59.35756, 16.47594 59.35629, 16.47583 59.35519, 16.47813 59.35443, 16.48125 59.35381, 16.48313 59.35364, 16.48537 59.35327, 16.48848 59.35305, 16.48951 59.35306, 16.49227 59.35331, 16.4938 59.35367, 16.49577 59.35365, 16.49755 59.35473)))'),
  ('0484', 'froslunda', 'Fröslunda', 'priority', 'weekly', 3, 'MULTIPOLYGON(((16.5487 59.36314, 16.54863 59.36419, 16.5482 59.36464, 16.5468 59.3655, 16.54437 59.36589, 16.54294 59.36619, 16.54029 59.36598, 16.53828 59.36606, 16.53609 59.36588, 16.53342 59.36493, 16.53147 59.36416, 16.53104 59.36336, 16.53147 59.36267, 16.53151 59.36147, 16.53126 59.36094, 16.53371 59.36034, 16.53451 59.35985, 16.53623 59.3595, 16.53841 59.35918, 16.54041 59.35935, 16.54211 59.35954, 16.54606 59.35931, 16.54803 59.35978, 16.5498 59.36032, 16.55015 59.36149, 16.54921 59.3624, 16.5487 59.36314)))'),
  ('0484', 'centrum', 'Centrum', 'other', 'weekly', 4, 'MULTIPOLYGON(((16.51146 59.37084, 16.51131 59.37133, 16.51043 59.3719, 16.50982 59.37243, 16.50829 59.37265, 16.50654 59.37308, 16.50482 59.37294, 16.50376 59.37296, 16.50154 59.37265, 16.50025 59.37188, 16.49991 59.37115, 16.49991 59.37049, 16.49986 59.36977, 16.50063 59.36895, 16.50147 59.36847, 16.5021 59.36782, 16.50384 59.36743, 16.50569 59.36768, 16.50654 59.36776, 16.50898 59.36758, 16.51052 59.3676, 16.51252 59.36799, 16.51303 59.36883, 16.51168 59.3702, 16.51146 59.37084)), ((16.52352 59.36972, 16.52418 59.37044, 16.52457 59.37122, 16.52323 59.37188, 16.52239 59.37226, 16.52064 59.37258, 16.51926 59.37293, 16.51782 59.37299, 16.51601 59.37247, 16.51465 59.37182, 16.51381 59.37139, 16.51348 59.37065, 16.51311 59.36991, 16.51433 59.36926, 16.51446 59.36848, 16.51581 59.36773, 16.51772 59.36742, 16.51879 59.36731, 16.52043 59.36702, 16.52321 59.36716, 16.52435 59.36781, 16.52404 59.36894, 16.52352 59.36972)))'),
  ('0484', 'arby', 'Årby', 'other', 'fortnightly', 5, 'MULTIPOLYGON(((16.53278 59.38474, 16.53163 59.3854, 16.5307 59.38603, 16.52831 59.3862, 16.52613 59.38597, 16.52404 59.38582, 16.5217 59.38531, 16.51956 59.38518, 16.51847 59.38459, 16.5154 59.38403, 16.51448 59.38303, 16.51434 59.38196, 16.516 59.38124, 16.51703 59.38077, 16.51873 59.38022, 16.51994 59.37965, 16.52155 59.37969, 16.52385 59.3797, 16.52658 59.38022, 16.52798 59.38069, 16.53064 59.38095, 16.53281 59.3816, 16.53243 59.38257, 16.53205 59.38346, 16.53278 59.38474)))'),
  ('0484', 'nyfors', 'Nyfors', 'other', 'fortnightly', 6, 'MULTIPOLYGON(((16.53354 59.3766, 16.53331 59.37702, 16.53324 59.37757, 16.53276 59.37811, 16.53007 59.37825, 16.52844 59.37832, 16.52649 59.37839, 16.5236 59.37846, 16.52274 59.3782, 16.52054 59.37779, 16.51966 59.37699, 16.52004 59.37641, 16.5208 59.37591, 16.52088 59.37545, 16.52158 59.37508, 16.52172 59.37432, 16.52278 59.37409, 16.52455 59.37384, 16.5268 59.37367, 16.52957 59.37401, 16.53082 59.37431, 16.53279 59.37488, 16.53382 59.3755, 16.53389 59.37589, 16.53354 59.3766)))'),
  ('0484', 'torshalla', 'Torshälla', 'other', 'monthly', 7, 'MULTIPOLYGON(((16.48421 59.41628, 16.48456 59.41747, 16.48495 59.41832, 16.48535 59.41947, 16.48394 59.42099, 16.4817 59.42224, 16.48048 59.42292, 16.4774 59.42406, 16.47435 59.42491, 16.47122 59.42552, 16.46778 59.42516, 16.46721 59.42361, 16.46567 59.42311, 16.4632 59.42256, 16.46276 59.42193, 16.46319 59.42063, 16.46271 59.4194, 16.46365 59.41825, 16.46524 59.41683, 16.46796 59.41619, 16.47074 59.41533, 16.4736 59.41461, 16.47644 59.41374, 16.48102 59.41304, 16.48384 59.41405, 16.48418 59.4149, 16.48421 59.41628)))'),
  ('0686', 'eksjo-centrum', 'Centrum', 'priority', 'weekly', 1, 'MULTIPOLYGON(((14.97695 57.66704, 14.97752 57.66748, 14.97699 57.66806, 14.97546 57.66873, 14.97442 57.66923, 14.97343 57.66973, 14.9716 57.67006, 14.96938 57.66994, 14.96832 57.67014, 14.96622 57.67021, 14.96454 57.67028, 14.9627 57.67009, 14.96289 57.66941, 14.96237 57.66894, 14.96183 57.6684, 14.96109 57.66773, 14.96221 57.66707, 14.96455 57.66667, 14.96575 57.66647, 14.96809 57.66657, 14.96928 57.66618, 14.97075 57.66565, 14.97266 57.66537, 14.97448 57.66568, 14.97576 57.6659, 14.97681 57.66621, 14.97695 57.66704), (14.96822 57.66861, 14.96827 57.66883, 14.96806 57.66892, 14.96768 57.66898, 14.9672 57.66896, 14.96682 57.66889, 14.9665 57.66878, 14.96623 57.66867, 14.96594 57.66846, 14.9659 57.66833, 14.96606 57.66818, 14.96629 57.66806, 14.96639 57.66788, 14.96676 57.66784, 14.96703 57.66782, 14.96753 57.66791, 14.96795 57.66797, 14.96841 57.66813, 14.96852 57.66826, 14.96836 57.66851, 14.96822 57.66861)))'),
  ('0686', 'resecentrum', 'Resecentrum', 'priority', 'weekly', 2, 'MULTIPOLYGON(((14.98163 57.66301, 14.9823 57.66333, 14.9828 57.66374, 14.98164 57.66434, 14.98039 57.6647, 14.97921 57.66482, 14.97814 57.66498, 14.97695 57.66527, 14.97557 57.66545, 14.97455 57.66525, 14.97371 57.66489, 14.97348 57.6645, 14.9732 57.66417, 14.97369 57.66375, 14.97374 57.66325, 14.97459 57.6629, 14.97569 57.6625, 14.97751 57.66239, 14.97832 57.6625, 14.97927 57.6623, 14.98047 57.66247, 14.9807 57.66277, 14.98163 57.66301)))'),
  ('0686', 'mariannelund', 'Mariannelund', 'priority', 'weekly', 3, 'MULTIPOLYGON(((15.57988 57.61798, 15.5792 57.61852, 15.57904 57.61939, 15.57813 57.61966, 15.57618 57.62066, 15.57483 57.6206, 15.5728 57.62015, 15.5708 57.61985, 15.56904 57.61992, 15.56618 57.61956, 15.56397 57.61898, 15.56452 57.61822, 15.56449 57.61738, 15.56523 57.61655, 15.56515 57.61588, 15.56646 57.61516, 15.56804 57.61483, 15.56867 57.61429, 15.57053 57.61437, 15.572 57.61387, 15.57496 57.6141, 15.57674 57.61425, 15.57821 57.61485, 15.57933 57.61563, 15.57993 57.61664, 15.58023 57.61721, 15.57988 57.61798)), ((15.56828 57.61096, 15.5684 57.61146, 15.56875 57.61213, 15.56783 57.6129, 15.56603 57.613, 15.56467 57.61336, 15.56361 57.61363, 15.56204 57.6139, 15.56136 57.61341, 15.56074 57.61277, 15.56031 57.61258, 15.55961 57.61198, 15.55962 57.61169, 15.56023 57.61103, 15.56155 57.61023, 15.56256 57.61017, 15.56464 57.61008, 15.56548 57.61016, 15.56685 57.61039, 15.56736 57.61069, 15.56828 57.61096)))'),
  ('0686', 'ingatorp', 'Ingatorp', 'other', 'monthly', 4, 'MULTIPOLYGON(((15.4208 57.63836, 15.42021 57.63913, 15.41973 57.63981, 15.41703 57.64026, 15.4152 57.64006, 15.41331 57.63982, 15.41167 57.63924, 15.40989 57.63885, 15.40884 57.63854, 15.40622 57.63773, 15.40673 57.63684, 15.40675 57.63635, 15.40762 57.63551, 15.40807 57.63465, 15.40905 57.63413, 15.41115 57.63415, 15.41358 57.63474, 15.41531 57.6349, 15.41769 57.63544, 15.41884 57.63596, 15.41892 57.63665, 15.41979 57.63748, 15.4208 57.63836)))'),
  ('0686', 'hult', 'Hult', 'other', 'monthly', 5, 'MULTIPOLYGON(((15.13699 57.64224, 15.1367 57.64306, 15.13685 57.64347, 15.13698 57.64428, 15.13411 57.64496, 15.13235 57.64498, 15.13046 57.6451, 15.12937 57.64495, 15.12758 57.64513, 15.12665 57.64452, 15.1261 57.64381, 15.12527 57.64327, 15.12441 57.64264, 15.12389 57.642, 15.1256 57.64139, 15.12753 57.64083, 15.12885 57.64064, 15.13119 57.64068, 15.13273 57.64073, 15.13459 57.64065, 15.13581 57.641, 15.13655 57.64174, 15.13699 57.64224)))')
) as given (municipality_id, id, name, kind, rhythm, position, shape)
on conflict do nothing;

insert into public.organisation (municipality_id, id, name, kind) values
  ('0680', 'vatterhem', 'Vätterhem', 'housing_company'), ('0680', 'junehem', 'Junehem', 'housing_company'),
  ('0680', 'polisen', 'Polisen', 'police'), ('0680', 'kommunen', 'Jönköpings kommun', 'municipality'),
  ('0680', 'raddningstjansten', 'Räddningstjänsten', 'rescue_service'), ('0680', 'vaktarna', 'Väktarbolaget', 'guards'),
  ('0680', 'oxnehagaskolan', 'Öxnehagaskolan', 'school'), ('0680', 'krogarna', 'Krogar i centrum', 'business'),
  ('0484', 'bostadsbolaget', 'Bostadsbolaget', 'housing_company'), ('0484', 'polisen', 'Polisen', 'police'),
  ('0484', 'kommunen', 'Eskilstuna kommun', 'municipality'),
  ('0686', 'bostadsbolaget', 'Bostadsbolaget', 'housing_company'), ('0686', 'polisen', 'Polisen', 'police'),
  ('0686', 'kommunen', 'Eksjö kommun', 'municipality')
on conflict do nothing;

-- Police and municipality report for every area, housing companies, guards and the school for theirs; the rescue service when there is something, and the pubs
-- not at all: they take part and get the picture.
insert into public.organisation_area (municipality_id, organisation_id, area_id, expected_to_report)
select a.municipality_id, o.id, a.id, o.kind not in ('rescue_service', 'business')
from public.area a join public.organisation o on o.municipality_id = a.municipality_id
where a.municipality_id in ('0680', '0484', '0686') and (
  o.kind in ('police', 'municipality', 'rescue_service')
  or (o.municipality_id, o.id, a.id) in (
    ('0680', 'vatterhem', 'oxnehaga'), ('0680', 'vatterhem', 'raslatt'), ('0680', 'vatterhem', 'ekhagen'), ('0680', 'vatterhem', 'huskvarna-soder'),
    ('0680', 'vatterhem', 'bankeryd'), ('0680', 'junehem', 'osterangen'), ('0680', 'junehem', 'rosenlund'), ('0680', 'junehem', 'huskvarna-centrum'),
    ('0680', 'junehem', 'granna'), ('0680', 'vaktarna', 'centrum'), ('0680', 'vaktarna', 'huskvarna-centrum'), ('0680', 'vaktarna', 'raslatt'),
    ('0680', 'oxnehagaskolan', 'oxnehaga'), ('0680', 'krogarna', 'centrum'), ('0484', 'bostadsbolaget', 'skiftinge'), ('0484', 'bostadsbolaget', 'lagersberg'),
    ('0484', 'bostadsbolaget', 'froslunda'), ('0484', 'bostadsbolaget', 'arby'), ('0484', 'bostadsbolaget', 'nyfors'),
    ('0686', 'bostadsbolaget', 'eksjo-centrum'), ('0686', 'bostadsbolaget', 'mariannelund'), ('0686', 'bostadsbolaget', 'ingatorp')
  )
)
on conflict do nothing;

select app.apply_category_template(m.id) from (values ('0680'), ('0484'), ('0686')) as m (id);

-- Named places, with their type and how much happens there: the two last columns are for the incidents that seed-incidents.sql draws.
create table if not exists app.demo_place (
  municipality_id text, id text, name text, lon double precision, lat double precision, place_type text, pull double precision,
  primary key (municipality_id, id)
);
revoke all on app.demo_place from public, anon, authenticated;
insert into app.demo_place values
  ('0680', 'oxnehaga-centrum', 'Öxnehaga centrum', 14.2641, 57.7754, 'square', 5), ('0680', 'oxnehaga-centrum-garage', 'Öxnehaga centrum garage', 14.2655, 57.7747, 'garage', 3),
  ('0680', 'oxnehagaskolan', 'Öxnehagaskolan', 14.25994, 57.77469, 'school', 3),
  ('0680', 'brackagatan-trapphusen', 'Bräckagatan trapphusen', 14.27824, 57.76992, 'stairwell', 3),
  ('0680', 'brackagatan-garage', 'Bräckagatan garage', 14.27252, 57.76803, 'garage', 2), ('0680', 'norra-parkeringen', 'Norra parkeringen', 14.2494, 57.77129, 'parking', 2),
  ('0680', 'sodra-parkeringen', 'Södra parkeringen', 14.262, 57.76746, 'parking', 1), ('0680', 'oxnehagaparken', 'Öxnehagaparken', 14.27693, 57.7738, 'park', 2),
  ('0680', 'fritidsgarden', 'Fritidsgården', 14.25269, 57.77146, 'other', 2), ('0680', 'lekplatsen-vid-hoghusen', 'Lekplatsen vid höghusen', 14.25944, 57.76723, 'park', 1),
  ('0680', 'ostra-gardarna', 'Östra gårdarna', 14.27314, 57.77261, 'courtyard', 2), ('0680', 'vastra-gardarna', 'Västra gårdarna', 14.25652, 57.77506, 'courtyard', 1),
  ('0680', 'gangtunneln', 'Gångtunneln', 14.25208, 57.77012, 'street', 1), ('0680', 'raslatt-centrum', 'Råslätt centrum', 14.1517, 57.7392, 'square', 6),
  ('0680', 'raslatts-bussgata', 'Råslätts bussgata', 14.1469, 57.73416, 'transit', 3), ('0680', 'raslattsskolan', 'Råslättsskolan', 14.15214, 57.73387, 'school', 3),
  ('0680', 'stadsgarden', 'Stadsgården', 14.14575, 57.73912, 'other', 2), ('0680', 'hoghusen-norr', 'Höghusen norr', 14.16093, 57.73395, 'stairwell', 3),
  ('0680', 'hoghusen-soder', 'Höghusen söder', 14.15909, 57.7386, 'stairwell', 2), ('0680', 'kallargangarna', 'Källargångarna', 14.1387, 57.73971, 'basement', 2),
  ('0680', 'raslatt-parkeringsdack', 'Råslätt parkeringsdäck', 14.15397, 57.73777, 'garage', 3), ('0680', 'idrottsplatsen', 'Idrottsplatsen', 14.14971, 57.73582, 'park', 1),
  ('0680', 'odlingslotterna', 'Odlingslotterna', 14.14604, 57.74313, 'park', 1), ('0680', 'garden-mellan-husen', 'Gården mellan husen', 14.15239, 57.73644, 'courtyard', 2),
  ('0680', 'grannskapshuset', 'Grannskapshuset', 14.15309, 57.74043, 'other', 1), ('0680', 'osterangens-centrum', 'Österängens centrum', 14.24828, 57.78374, 'square', 4),
  ('0680', 'osterangsskolan', 'Österängsskolan', 14.23771, 57.78325, 'school', 2), ('0680', 'osterangsparken', 'Österängsparken', 14.2481, 57.78696, 'park', 2),
  ('0680', 'garagelangorna', 'Garagelängorna', 14.24221, 57.78654, 'garage', 2), ('0680', 'trapphusen-vid-torget', 'Trapphusen vid torget', 14.23541, 57.78403, 'stairwell', 2),
  ('0680', 'norra-garden', 'Norra gården', 14.24586, 57.78469, 'courtyard', 1), ('0680', 'busshallplatsen', 'Busshållplatsen', 14.24498, 57.78662, 'transit', 2),
  ('0680', 'forskolans-gard', 'Förskolans gård', 14.24234, 57.78511, 'school', 1), ('0680', 'kallarforraden', 'Källarförråden', 14.24487, 57.78309, 'basement', 1),
  ('0680', 'soderbutikerna', 'Söderbutikerna', 14.28191, 57.78218, 'shop', 3), ('0680', 'huskvarna-station', 'Huskvarna station', 14.27822, 57.78292, 'transit', 2),
  ('0680', 'soderskolan', 'Söderskolan', 14.28676, 57.78202, 'school', 2), ('0680', 'parkeringen-vid-sparet', 'Parkeringen vid spåret', 14.28548, 57.78581, 'parking', 2),
  ('0680', 'trapphusen-pa-hojden', 'Trapphusen på höjden', 14.27711, 57.78435, 'stairwell', 2), ('0680', 'lekparken', 'Lekparken', 14.28778, 57.78404, 'park', 2),
  ('0680', 'garagen-vid-berget', 'Garagen vid berget', 14.28327, 57.78511, 'garage', 2), ('0680', 'backstraket', 'Bäckstråket', 14.29268, 57.78361, 'park', 1),
  ('0680', 'resecentrum', 'Resecentrum', 14.1631, 57.7844, 'transit', 5), ('0680', 'radhusparken', 'Rådhusparken', 14.1681, 57.7828, 'park', 5),
  ('0680', 'juneporten', 'Juneporten', 14.1614, 57.7833, 'transit', 3), ('0680', 'vastra-storgatan', 'Västra Storgatan', 14.18307, 57.78326, 'street', 3),
  ('0680', 'hoppets-torg', 'Hoppets torg', 14.1795, 57.7817, 'square', 3), ('0680', 'ostra-torget', 'Östra torget', 14.1848, 57.7812, 'square', 4),
  ('0680', 'ostra-storgatan', 'Östra Storgatan', 14.16564, 57.78186, 'street', 3), ('0680', 'parkeringshuset-vaster', 'Parkeringshuset väster', 14.16755, 57.78096, 'garage', 2),
  ('0680', 'parkeringshuset-oster', 'Parkeringshuset öster', 14.15761, 57.78109, 'garage', 2), ('0680', 'krogstraket', 'Krogstråket', 14.16552, 57.7836, 'street', 4),
  ('0680', 'kopgallerian', 'Köpgallerian', 14.18697, 57.78247, 'shop', 3), ('0680', 'hamnkanalen', 'Hamnkanalen', 14.15768, 57.784, 'park', 2),
  ('0680', 'biblioteket', 'Biblioteket', 14.16137, 57.78101, 'other', 1), ('0680', 'granderna-oster', 'Gränderna öster', 14.18746, 57.78061, 'street', 1),
  ('0680', 'esplanaden', 'Esplanaden', 14.2764, 57.7914, 'square', 4), ('0680', 'huskvarna-torg', 'Huskvarna torg', 14.26928, 57.79112, 'square', 3),
  ('0680', 'folkets-park', 'Folkets park', 14.27872, 57.79298, 'park', 2), ('0680', 'gatan-vid-an', 'Gatan vid ån', 14.27587, 57.78944, 'street', 2),
  ('0680', 'parkeringen-vid-centrumhuset', 'Parkeringen vid centrumhuset', 14.26969, 57.78953, 'parking', 2),
  ('0680', 'biblioteket-huskvarna', 'Biblioteket Huskvarna', 14.28006, 57.78994, 'other', 1), ('0680', 'centrumhuset', 'Centrumhuset', 14.27571, 57.79401, 'shop', 2),
  ('0680', 'trapphusen-vid-esplanaden', 'Trapphusen vid esplanaden', 14.26627, 57.79091, 'stairwell', 1),
  ('0680', 'ekhagens-centrum', 'Ekhagens centrum', 14.2261, 57.7779, 'square', 3), ('0680', 'ekhagsskolan', 'Ekhagsskolan', 14.22964, 57.77932, 'school', 3),
  ('0680', 'ekhagen-parkering', 'Ekhagen parkering', 14.22869, 57.77642, 'parking', 2), ('0680', 'skogsdungen', 'Skogsdungen', 14.23473, 57.77594, 'park', 1),
  ('0680', 'trapphusen-ekhagen', 'Trapphusen Ekhagen', 14.2178, 57.77509, 'stairwell', 2), ('0680', 'garagen-ekhagen', 'Garagen Ekhagen', 14.22504, 57.77934, 'garage', 2),
  ('0680', 'lekplatsen-ekhagen', 'Lekplatsen Ekhagen', 14.22368, 57.77674, 'park', 1), ('0680', 'vastra-garden', 'Västra gården', 14.22584, 57.77468, 'courtyard', 1),
  ('0680', 'rosenlundsbadet', 'Rosenlundsbadet', 14.2283, 57.7864, 'other', 3), ('0680', 'massomradet', 'Mässområdet', 14.21836, 57.78811, 'other', 2),
  ('0680', 'vatterstranden', 'Vätterstranden', 14.22186, 57.78717, 'park', 2), ('0680', 'rosenlundsskolan', 'Rosenlundsskolan', 14.22349, 57.78521, 'school', 2),
  ('0680', 'parkeringen-vid-badet', 'Parkeringen vid badet', 14.21831, 57.78517, 'parking', 2),
  ('0680', 'bostadsgardarna', 'Bostadsgårdarna', 14.22288, 57.78867, 'courtyard', 1), ('0680', 'garagen-rosenlund', 'Garagen Rosenlund', 14.22774, 57.78408, 'garage', 1),
  ('0680', 'gangbron', 'Gångbron', 14.22389, 57.78352, 'street', 1), ('0680', 'bankeryds-centrum', 'Bankeryds centrum', 14.1162, 57.8499, 'square', 3),
  ('0680', 'bankeryds-station', 'Bankeryds station', 14.11176, 57.84615, 'transit', 3), ('0680', 'hogstadieskolan', 'Högstadieskolan', 14.12295, 57.84949, 'school', 2),
  ('0680', 'idrottshallen', 'Idrottshallen', 14.11446, 57.85734, 'other', 2), ('0680', 'badplatsen', 'Badplatsen', 14.12285, 57.84589, 'park', 1),
  ('0680', 'villagatorna', 'Villagatorna', 14.12869, 57.85547, 'street', 1), ('0680', 'livsmedelsbutiken', 'Livsmedelsbutiken', 14.11326, 57.85315, 'shop', 2),
  ('0680', 'pendlarparkeringen', 'Pendlarparkeringen', 14.12474, 57.85604, 'parking', 2), ('0680', 'brahegatan', 'Brahegatan', 14.46597, 58.02061, 'street', 3),
  ('0680', 'granna-hamn', 'Gränna hamn', 14.4741, 58.02612, 'park', 3), ('0680', 'granna-torg', 'Gränna torg', 14.46148, 58.01703, 'square', 2),
  ('0680', 'skolan-i-granna', 'Skolan i Gränna', 14.47438, 58.02327, 'school', 1), ('0680', 'campingplatsen', 'Campingplatsen', 14.46764, 58.01764, 'park', 1),
  ('0680', 'parkeringen-vid-hamnen', 'Parkeringen vid hamnen', 14.46124, 58.0189, 'parking', 1), ('0680', 'bussterminalen', 'Bussterminalen', 14.46786, 58.01941, 'transit', 1),
  ('0680', 'butiken-i-granna', 'Butiken i Gränna', 14.46208, 58.01551, 'shop', 1), ('0680', 'tenhults-centrum', 'Tenhults centrum', 14.3248, 57.7074, 'square', 2),
  ('0680', 'tabergs-torg', 'Tabergs torg', 14.0802, 57.6708, 'square', 2), ('0680', 'kaxholmen', 'Kaxholmen', 14.3055, 57.8526, 'shop', 1),
  ('0680', 'bottnaryd', 'Bottnaryd', 13.8267, 57.7711, 'other', 1), ('0680', 'barnarps-skola', 'Barnarps skola', 14.1755, 57.7075, 'school', 1),
  ('0680', 'kortebo', 'Kortebo', 14.1442, 57.8166, 'street', 1), ('0680', 'lekeryd', 'Lekeryd', 14.4149, 57.7724, 'other', 1),
  ('0680', 'ryhovs-parkering', 'Ryhovs parkering', 14.1939, 57.7664, 'parking', 2), ('0484', 'skiftinge-centrum', 'Skiftinge centrum', 16.5439, 59.3939, 'square', 5),
  ('0484', 'skiftingeskolan', 'Skiftingeskolan', 16.53356, 59.39419, 'school', 3), ('0484', 'kopcentrum-skiftinge', 'Köpcentrum Skiftinge', 16.53342, 59.39179, 'shop', 4),
  ('0484', 'hoghusen', 'Höghusen', 16.55335, 59.39426, 'stairwell', 3), ('0484', 'parkeringsdacket', 'Parkeringsdäcket', 16.53411, 59.38975, 'garage', 3),
  ('0484', 'skiftingeparken', 'Skiftingeparken', 16.55518, 59.39586, 'park', 2), ('0484', 'ostra-garden', 'Östra gården', 16.53915, 59.391, 'courtyard', 2),
  ('0484', 'busshallplatsen-skiftinge', 'Busshållplatsen Skiftinge', 16.53918, 59.39257, 'transit', 2),
  ('0484', 'kallargangen', 'Källargången', 16.54922, 59.3935, 'basement', 1), ('0484', 'lagersbergs-centrum', 'Lagersbergs centrum', 16.4944, 59.35661, 'square', 4),
  ('0484', 'lagersbergsskolan', 'Lagersbergsskolan', 16.4819, 59.35721, 'school', 3), ('0484', 'norra-hoghusen', 'Norra höghusen', 16.49001, 59.35763, 'stairwell', 3),
  ('0484', 'sodra-hoghusen', 'Södra höghusen', 16.48579, 59.35462, 'stairwell', 2), ('0484', 'garaget-i-centrum', 'Garaget i centrum', 16.4866, 59.3571, 'garage', 3),
  ('0484', 'lagersbergsparken', 'Lagersbergsparken', 16.48242, 59.35527, 'park', 2), ('0484', 'tvattstugegarden', 'Tvättstugegården', 16.48671, 59.35975, 'courtyard', 1),
  ('0484', 'parkeringen-norr', 'Parkeringen norr', 16.48921, 59.35348, 'parking', 2), ('0484', 'hallplatsen', 'Hållplatsen', 16.48411, 59.35356, 'transit', 1),
  ('0484', 'froslunda-centrum', 'Fröslunda centrum', 16.54523, 59.35974, 'square', 4), ('0484', 'froslundaskolan', 'Fröslundaskolan', 16.5369, 59.35968, 'school', 3),
  ('0484', 'froslundatorget', 'Fröslundatorget', 16.53343, 59.36345, 'square', 2), ('0484', 'stjarnhusen', 'Stjärnhusen', 16.54173, 59.36187, 'stairwell', 3),
  ('0484', 'underjordsgaraget', 'Underjordsgaraget', 16.54766, 59.36071, 'garage', 3), ('0484', 'idrottsplanen', 'Idrottsplanen', 16.53563, 59.36556, 'park', 2),
  ('0484', 'gangstraket', 'Gångstråket', 16.545, 59.36309, 'street', 2), ('0484', 'forraden', 'Förråden', 16.53909, 59.36098, 'basement', 1),
  ('0484', 'ostra-parkeringen', 'Östra parkeringen', 16.54273, 59.36039, 'parking', 1), ('0484', 'fristadstorget', 'Fristadstorget', 16.5155, 59.3699, 'square', 5),
  ('0484', 'resecentrum', 'Resecentrum', 16.5052, 59.3695, 'transit', 5), ('0484', 'radhustorget', 'Rådhustorget', 16.5201, 59.3686, 'square', 3),
  ('0484', 'gallerian', 'Gallerian', 16.51912, 59.37099, 'shop', 4), ('0484', 'krogkvarteren', 'Krogkvarteren', 16.50184, 59.36882, 'street', 4),
  ('0484', 'agatan', 'Ågatan', 16.50373, 59.37194, 'street', 2), ('0484', 'stadsparken', 'Stadsparken', 16.52173, 59.37151, 'park', 3),
  ('0484', 'parkeringshuset', 'Parkeringshuset', 16.51181, 59.36988, 'garage', 3), ('0484', 'biblioteket', 'Biblioteket', 16.52286, 59.37009, 'other', 1),
  ('0484', 'bron-over-an', 'Bron över ån', 16.51933, 59.3726, 'street', 2), ('0484', 'arbyskolan', 'Årbyskolan', 16.5236, 59.3819, 'school', 4),
  ('0484', 'arby-centrum', 'Årby centrum', 16.52371, 59.38437, 'square', 3), ('0484', 'arby-hoghus', 'Årby höghus', 16.52886, 59.38262, 'stairwell', 3),
  ('0484', 'garagen-arby', 'Garagen Årby', 16.51719, 59.38136, 'garage', 2), ('0484', 'arbyparken', 'Årbyparken', 16.52183, 59.38081, 'park', 2),
  ('0484', 'parkeringen-arby', 'Parkeringen Årby', 16.5188, 59.38335, 'parking', 1), ('0484', 'gardarna-arby', 'Gårdarna Årby', 16.52999, 59.38558, 'courtyard', 1),
  ('0484', 'kiosken', 'Kiosken', 16.53153, 59.38319, 'shop', 1), ('0484', 'nyforstorget', 'Nyforstorget', 16.53002, 59.37592, 'square', 3),
  ('0484', 'nyforsskolan', 'Nyforsskolan', 16.52734, 59.37639, 'school', 2), ('0484', 'smedgatan', 'Smedgatan', 16.53174, 59.37782, 'street', 2),
  ('0484', 'industrigatorna', 'Industrigatorna', 16.5256, 59.37382, 'street', 2), ('0484', 'gardshusen', 'Gårdshusen', 16.53282, 59.37582, 'courtyard', 1),
  ('0484', 'apromenaden', 'Åpromenaden', 16.52475, 59.37761, 'park', 1), ('0484', 'parkeringen-nyfors', 'Parkeringen Nyfors', 16.52788, 59.37457, 'parking', 1),
  ('0484', 'trapphusen-nyfors', 'Trapphusen Nyfors', 16.52125, 59.37765, 'stairwell', 2), ('0484', 'torshalla-torg', 'Torshälla torg', 16.475, 59.42, 'square', 3),
  ('0484', 'torshalla-skola', 'Torshälla skola', 16.48023, 59.42078, 'school', 2), ('0484', 'holmen', 'Holmen', 16.47611, 59.41672, 'park', 2),
  ('0484', 'krusgarden', 'Krusgården', 16.48343, 59.41924, 'courtyard', 1), ('0484', 'parkeringen-vid-an', 'Parkeringen vid ån', 16.47404, 59.41494, 'parking', 1),
  ('0484', 'bussterminalen-torshalla', 'Bussterminalen Torshälla', 16.47178, 59.41977, 'transit', 2),
  ('0484', 'livsmedelsbutiken-torshalla', 'Livsmedelsbutiken Torshälla', 16.4809, 59.41825, 'shop', 2),
  ('0484', 'idrottshallen-torshalla', 'Idrottshallen Torshälla', 16.4752, 59.42167, 'other', 1),
  ('0484', 'hallbybrunns-centrum', 'Hällbybrunns centrum', 16.423, 59.3924, 'square', 2), ('0484', 'arla', 'Ärla', 16.6759, 59.2847, 'other', 1),
  ('0484', 'sundbyholms-hamn', 'Sundbyholms hamn', 16.6107, 59.4384, 'park', 1), ('0484', 'hallsta', 'Hållsta', 16.4544, 59.2934, 'street', 1),
  ('0484', 'kjulaas', 'Kjulaås', 16.6801, 59.3877, 'street', 1), ('0686', 'stora-torget', 'Stora torget', 14.97527, 57.66686, 'square', 5),
  ('0686', 'lilla-torget', 'Lilla torget', 14.96592, 57.6684, 'square', 2), ('0686', 'trastaden-norr', 'Trästaden norr', 14.96235, 57.66766, 'street', 2),
  ('0686', 'trastaden-soder', 'Trästaden söder', 14.97033, 57.66759, 'street', 2), ('0686', 'krogarna', 'Krogarna', 14.96708, 57.66998, 'street', 3),
  ('0686', 'stadsparken', 'Stadsparken', 14.97381, 57.6694, 'park', 2), ('0686', 'gymnasiet', 'Gymnasiet', 14.9678, 57.66736, 'school', 3),
  ('0686', 'parkeringen-bakom-torget', 'Parkeringen bakom torget', 14.96456, 57.66995, 'parking', 2), ('0686', 'biblioteket', 'Biblioteket', 14.97308, 57.66613, 'other', 1),
  ('0686', 'eksjo-station', 'Eksjö station', 14.9767, 57.6643, 'transit', 5), ('0686', 'bussterminalen', 'Bussterminalen', 14.9745, 57.66351, 'transit', 4),
  ('0686', 'vantsalen', 'Väntsalen', 14.97954, 57.6634, 'transit', 3), ('0686', 'cykelparkeringen', 'Cykelparkeringen', 14.97449, 57.6649, 'parking', 2),
  ('0686', 'gangtunneln', 'Gångtunneln', 14.98215, 57.66375, 'street', 2), ('0686', 'parkeringen-vid-stationen', 'Parkeringen vid stationen', 14.9768, 57.66261, 'parking', 2),
  ('0686', 'parkstraket', 'Parkstråket', 14.9789, 57.66447, 'park', 1), ('0686', 'godsmagasinet', 'Godsmagasinet', 14.98062, 57.66425, 'other', 1),
  ('0686', 'mariannelunds-torg', 'Mariannelunds torg', 15.5714, 57.6167, 'square', 4), ('0686', 'mariannelunds-skola', 'Mariannelunds skola', 15.56972, 57.61842, 'school', 3),
  ('0686', 'parkeringen-vid-torget', 'Parkeringen vid torget', 15.56521, 57.61247, 'parking', 2), ('0686', 'hyreshusen', 'Hyreshusen', 15.56538, 57.61062, 'stairwell', 2),
  ('0686', 'ortens-butik', 'Ortens butik', 15.57872, 57.61573, 'shop', 2), ('0686', 'idrottsplatsen', 'Idrottsplatsen', 15.57453, 57.61584, 'park', 2),
  ('0686', 'jarnvagsparken', 'Järnvägsparken', 15.5621, 57.6109, 'park', 1), ('0686', 'sodra-industriomradet', 'Södra industriområdet', 15.56019, 57.61212, 'other', 1),
  ('0686', 'ingatorps-centrum', 'Ingatorps centrum', 15.4136, 57.6369, 'square', 2), ('0686', 'skolan-i-ingatorp', 'Skolan i Ingatorp', 15.41434, 57.63515, 'school', 2),
  ('0686', 'bygdegarden', 'Bygdegården', 15.40814, 57.63817, 'other', 1), ('0686', 'sagverket', 'Sågverket', 15.41635, 57.63963, 'other', 1),
  ('0686', 'hallplatsen-ingatorp', 'Hållplatsen Ingatorp', 15.4124, 57.63832, 'transit', 1),
  ('0686', 'badplatsen-ingatorp', 'Badplatsen Ingatorp', 15.41711, 57.6368, 'park', 1), ('0686', 'butiken-i-ingatorp', 'Butiken i Ingatorp', 15.41061, 57.63437, 'shop', 1),
  ('0686', 'kyrkparkeringen', 'Kyrkparkeringen', 15.40852, 57.63657, 'parking', 1), ('0686', 'hults-centrum', 'Hults centrum', 15.1308, 57.6425, 'square', 2),
  ('0686', 'skolan-i-hult', 'Skolan i Hult', 15.12986, 57.64103, 'school', 2), ('0686', 'bygdegarden-i-hult', 'Bygdegården i Hult', 15.13504, 57.64183, 'other', 1),
  ('0686', 'hallplatsen-hult', 'Hållplatsen Hult', 15.1353, 57.64379, 'transit', 1), ('0686', 'idrottsplatsen-i-hult', 'Idrottsplatsen i Hult', 15.13324, 57.64478, 'park', 1),
  ('0686', 'parkeringen-i-hult', 'Parkeringen i Hult', 15.12807, 57.64338, 'parking', 1), ('0686', 'lanthandeln', 'Lanthandeln', 15.12687, 57.64142, 'shop', 1),
  ('0686', 'sjostigen', 'Sjöstigen', 15.12737, 57.64474, 'park', 1), ('0686', 'hjaltevad', 'Hjältevad', 15.344, 57.6284, 'street', 1),
  ('0686', 'bruzaholm', 'Bruzaholm', 15.2769, 57.6413, 'street', 1), ('0686', 'bruzaholms-skola', 'Bruzaholms skola', 15.279, 57.6402, 'school', 1),
  ('0686', 'ranneslatt', 'Ränneslätt', 14.985, 57.657, 'park', 2)
on conflict do nothing;
insert into public.place (municipality_id, id, name, lon, lat)
select municipality_id, id, name, lon, lat from app.demo_place
on conflict do nothing;

-- The demo accounts, named by role: supabase/embedded/demo-accounts.ts lists them for the sign-in page. All have the same published password.
create temporary table demo_membership (email text, municipality_id text, organisation_id text, role text);
insert into demo_membership values
  ('rapportor.bostad@jonkoping.demo', '0680', 'vatterhem', 'reporter'), ('rapportor.polis@jonkoping.demo', '0680', 'polisen', 'reporter'),
  ('rapportor.junehem@jonkoping.demo', '0680', 'junehem', 'reporter'), ('rapportor.skola@jonkoping.demo', '0680', 'oxnehagaskolan', 'reporter'),
  ('rapportor.vaktare@jonkoping.demo', '0680', 'vaktarna', 'reporter'), ('rapportor.raddning@jonkoping.demo', '0680', 'raddningstjansten', 'reporter'),
  ('lasare.bostad@jonkoping.demo', '0680', 'vatterhem', 'viewer'), ('polis@jonkoping.demo', '0680', 'polisen', 'viewer'),
  ('samordnare@jonkoping.demo', '0680', 'kommunen', 'coordinator'), ('administrator@jonkoping.demo', '0680', 'kommunen', 'administrator'),
  ('rapportor.kommun@jonkoping.demo', '0680', 'kommunen', 'reporter'), ('lasare.krog@jonkoping.demo', '0680', 'krogarna', 'viewer'),
  ('tva.uppdrag@jonkoping.demo', '0680', 'vatterhem', 'reporter'), ('tva.uppdrag@jonkoping.demo', '0680', 'vaktarna', 'reporter'),
  ('rapportor.bostad@eskilstuna.demo', '0484', 'bostadsbolaget', 'reporter'), ('rapportor.polis@eskilstuna.demo', '0484', 'polisen', 'reporter'),
  ('lasare.bostad@eskilstuna.demo', '0484', 'bostadsbolaget', 'viewer'), ('samordnare@eskilstuna.demo', '0484', 'kommunen', 'coordinator'),
  ('administrator@eskilstuna.demo', '0484', 'kommunen', 'administrator'),
  ('rapportor.bostad@eksjo.demo', '0686', 'bostadsbolaget', 'reporter'), ('rapportor.polis@eksjo.demo', '0686', 'polisen', 'reporter'),
  ('lasare.bostad@eksjo.demo', '0686', 'bostadsbolaget', 'viewer'), ('samordnare@eksjo.demo', '0686', 'kommunen', 'coordinator'),
  ('administrator@eksjo.demo', '0686', 'kommunen', 'administrator');

insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data, created_at, updated_at,
  confirmation_token, recovery_token, email_change, email_change_token_new)
select overlay(overlay(md5(email) placing '4' from 13) placing '8' from 17)::uuid, 'authenticated', 'authenticated', email,
  '$2b$10$8ecOUswbLPc0tA84CorYd.F2DFjLenK4sArjzE4Hlm9vqftv8Mf9S', -- bcrypt of lagesbild-demo
  now(), '{"provider": "email", "providers": ["email"]}', '{}', now(), now(), '', '', '', ''
from (select distinct email from demo_membership) as given
on conflict do nothing;

insert into auth.identities (id, provider, provider_id, user_id, identity_data, created_at, updated_at)
select u.id, 'email', u.id::text, u.id, jsonb_build_object('sub', u.id, 'email', u.email, 'email_verified', true), now(), now()
from auth.users u where u.email in (select email from demo_membership)
on conflict do nothing;

-- Columns that a hosted Supabase has and the embedded server has not, or the other way round.
do $$
begin
  if exists (select from information_schema.columns where table_schema = 'auth' and table_name = 'users' and column_name = 'instance_id') then
    execute $sql$update auth.users set instance_id = '00000000-0000-0000-0000-000000000000' where email like '%.demo' and instance_id is null$sql$;
  end if;
  if exists (select from information_schema.columns
    where table_schema = 'auth' and table_name = 'users' and column_name = 'confirmed_at' and is_generated = 'NEVER') then
    execute $sql$update auth.users set confirmed_at = now() where email like '%.demo' and confirmed_at is null$sql$;
  end if;
end $$;

insert into public.membership (municipality_id, id, user_id, organisation_id, role)
select d.municipality_id, overlay(overlay(md5(d.email || d.organisation_id) placing '4' from 13) placing '8' from 17)::uuid, u.id, d.organisation_id, d.role
from demo_membership d join auth.users u on u.email = d.email
on conflict do nothing;
drop table demo_membership;
