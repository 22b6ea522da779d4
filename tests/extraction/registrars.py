"""Transcripts as registrars' systems print them and as people copy them; schools are invented."""

BANNER = """
Maple Ridge Community College
Unofficial Academic Transcript
***TRANSFER CREDIT ACCEPTED BY INSTITUTION***
Fall 2017: Dunmore State University
Subject  Course  Title                          Grade  Credit Hours  Quality Points  R
ENGL     101     English Composition I          TR     3.000         0.00
INSTITUTION CREDIT
Term: Fall 2018
Subject  Course  Level  Title                          Grade  Credit Hours  Quality Points  Start and End Dates  R
ACCT     201     UG     Principles of Accounting I     A      3.000         12.00
BUSN     120     UG     Business Mathematics           B+     3.000         9.90
ECON     201     UG     Macroeconomics                 F      3.000         0.00
COURSES IN PROGRESS
Term: Fall 2019
ACCT     240     UG     Cost Accounting                3.000
Term: Spring 2020
ACCT     250     UG     Auditing                       3.000
"""
PEOPLESOFT = """
Undergraduate Unofficial Transcript
Name:        Corwin Applegarth
Institution Info:  Ashbourne State University
Print Date:  06/12/2024
Degrees Awarded
Degree:        Bachelor of Science
Confer Date:   05/11/2024
Plan:          Mechanical Engineering
2020 Fall
Program:  College of Engineering
Course        Description                     Attempted  Earned  Grade  Points
CHEM 1210     General Chemistry I                  4.000   4.000   B+    13.200
PHYSICS 1250  Mech, Work & Energy, Therm           5.000   5.000   B-    13.500
MECHENG 2010  Statics                              2.000   0.000   E      0.000
POL SCI 61A   Political Theory                     2.000   2.000   PA     0.000
"""
LABELLED = """
Unofficial Transcript - Bellweather Technical College
FALL QUARTER 2020
WELD 101   Introduction to Welding Safety    5.0  CR 5.0  Gr 3.8
WELD 115   Blueprint Reading for Welders     5.0  CR 0.0  Gr 0.0
MATH& 107  Math in Society  Credits: 5.0 Grade: W
"""
COLLEAGUE = """
Unofficial Transcript
Course/Section and Title\tGrade\tCredits\tCEUs\tRepeat\tTerm
AHS-110-H1  Medical Terminology\tA\t3.00\t\t\t2020FA
BIO-163-01  Basic Anatomy & Physiology\tB\t5.00\t\t\t2020FA
MED-140-01  Exam Room Procedures I\t\t5.00\t\t\t2021FA
Total Earned Credits\t8.00
Total Grade Points\t51.00
"""
SCHOOL = """
Hollis Park High School
Student Transcript
2019-2020 Grade 9 Hollis Park High School
Course Title  Mark  Credit
Eng 9 A-  1.000
Foods & Nutrition A  .500
Geometry F  .000
Credit Summary   Earned   Required
English   3.000   4.000
Math   1.000   3.000
"""
HOURS = """
STERLING TRADE INSTITUTE
Student Academic Record
Program: HVAC Technician (900 clock hours)
Graduation Date: 11/19/2021
Module                               Hours     Score    Date Completed
HV101 Basic Electricity              90        94%      02/12/2021
HV103 EPA 608 Preparation            40        Pass     04/09/2021
HV104 Gas Furnaces                   150       61%      05/28/2021
A score of 70% is required to pass.
"""
UNITS = """
Northern Plains Online University
OFFICIAL TRANSCRIPT
Degree Program: B.S. Information Technology
Course Code   Course Description                         Units  Grade  Term End
C172          Network and Security - Foundations         3      PS     2021-06-30
C182          Introduction to IT                         4      RC
C191          Operating Systems for Programmers          3      NP     2021-12-31
"""
WORKDAY = """
Harrowgate University
Academic History
Fall 2022 (08/22/2022-12/09/2022)
Academic Program: Bachelor of Science in Nursing
Course | Grade | Credits Attempted | Credits Earned | Grade Points
NURS 1010 - Introduction to Professional Nursing | A | 2 | 2 | 8
STAT 1100 - Elementary Statistics | W | 3 | 0 | 0
PSYC 1000 - Introductory Psychology | In Progress | 3 | 0 | 0
"""
PANELS = """
                    BRAMBLEWOOD COLLEGE
              Office of the Registrar  Fernley, PA 18000
                     ACADEMIC RECORD
NAME: Tobias R. Wexcombe                       DATE OF BIRTH: **/**/1998
DEGREE: Associate in Applied Science   DATE GRANTED: 05/15/2021

COURSE      TITLE                        CR   GR   QP      COURSE      TITLE                        CR   GR   QP
FALL SEMESTER 2019                                         SPRING SEMESTER 2020
CUL 101     Food Safety & Sanitation     2.0  A    8.0     CUL 120     Garde Manger                 4.0  B+   13.2
ENG 100     College Writing              3.0  C    6.0     MAT 105     Business Math                3.0  D    3.0
   SEM: ATT 9.0 ERN 9.0 QP 26.0 GPA 2.88                      SEM: ATT 11.0 ERN 11.0 QP 32.2 GPA 2.92
"""
TEXAS = """
ACADEMIC ACHIEVEMENT RECORD
School: Cedar Breaks High School         Campus ID: 000111001
Year: 2018-2019  Grade: 09
Service ID  Course              Sem1  Sem2  Avg  Credit
03220100    ENG 1               88    91    90   1.0
13018200    PRIN HEALTH SCI     95    97    96   1.0
85000CTE    WELD 1              99    98    99   2.0
"""
UNITED_KINGDOM = """
NORTHMERE COLLEGE
Record of Achievement
Programme: BTEC Level 3 Extended Diploma in Engineering
Unit No  Unit Title                                   Level  Credits  Grade
1        Health and Safety in the Workplace           3      10       Merit
4        Mathematics for Technicians                  3      10       Distinction
10       Properties and Applications of Materials     3      10       Referred
Overall result: Pass Pass Merit   Awarded: July 2019
"""
TOPICS = """
Lakeshore Adult Education Center
TRAINING TRANSCRIPT
Certified Nurse Aide Program - 120 hours
Topic  Hours  Result
Infection Control  12  Pass
Body Mechanics  8  Fail
CPR/First Aid  4  Complete
"""
DOCTOR = """
Office of the University Registrar - Quillon State University
Official Academic Record
Doctor of Philosophy, awarded 08/2020 Major: Educational Leadership
Master of Education, awarded 05/2014 Major: Curriculum and Instruction
Fall Semester 2015
EDLD 7010 Advanced Leadership Theory            3.0 A
EDLD 7900 Dissertation Research                 6.0 S
EDLD 7905 Dissertation                          6.0 U
"""
COPIED = """
Unofficial Academic Transcript
Name :
Delphine Arkwright
Major and Department:
Biology, Biological Sciences
DEGREES AWARDED
Awarded: Associate of Science Degree Date: May 12, 2018
INSTITUTION CREDIT -Top-
Term: Fall 2018
Subject Course Campus Level Title Grade Credit Hours Quality Points Start and End Dates R
BIOL 2010 Main UG Genetics A 3.000 12.00
CHEM 2310 Main UG Organic Chemistry I C+ 4.000 9.20
PHYS 1010 Main UG Physics for Life Sciences I F 4.000 0.00 E
COURSES IN PROGRESS -Top-
Term: Fall 2019
Subject Course Campus Level Title Credit Hours Start and End Dates
BIOL 4990 Main UG Senior Seminar 1.000
"""
MONTHS = """
Sandgate Career University
Student Transcript
Mo/Year Course ID Course Title Grade Credits Attempted Credits Earned Quality Points
01/2014 GEN/195 Foundations of University Studies A 3.00 3.00 12.00
04/2014 MTH/208 College Mathematics I W 3.00 0.00 0.00
06/2014 MTH/208 College Mathematics I C 3.00 3.00 6.00
"""
ASTERISKS = """
Student Academic Transcript
Aldercrest Community College
Course/Section and Title Grade Credits CEUs Repeat Term
ACC*120*01 Financial Accounting B+ 3.00 2022FA
CIS*110 Intro to Computers F 3.00 R 2023SP
MAT*143 Quantitative Literacy 3.00 2023FA
"""
FROM_ELSEWHERE = """
Redstone Valley University
Name: Hollis Greenaway
Student ID: 4410092
Unofficial Transcript
Test Credits
Transfer Credits
Transfer Credit from Cobble Creek College
2017 Fall
HIST 1000  World History    3.00  3.00  T
Beginning of Undergraduate Record
2017 Fall
Course  Description  Attempted  Earned  Grade  Points
SOCY 1001  Analyzing Society   3.00  3.00  B  9.000
WRTG 1150  First-Year Writing & Rhetoric  3.00  0.00  F  0.000
"""
UNNAMED = """
MESA LINDA COMMUNITY COLLEGE DISTRICT                         PAGE 1 OF 1

  COURSE    TITLE                    UNITS  GR   GRPTS     COURSE    TITLE                    UNITS  GR   GRPTS
  FALL 2019                                                SPRING 2020
  ACCT 001A FINANCIAL ACCT            4.00  B    12.00     BUS  020  BUSINESS LAW              3.00  EW    0.00
  ENGL 101  COLLEGE COMP              4.00  A    16.00     ECON 001  PRIN OF MACRO             3.00  A    12.00
  MATH 013  ELEM STATISTICS           4.00  NP    0.00     PE   010B YOGA                      1.00  CR    0.00
 *** CERTIFICATE OF ACHIEVEMENT BOOKKEEPING AWARDED 12/17/2021 ***
"""
RECORDS = """
MABUHAY PROVINCIAL COLLEGE
OFFICIAL TRANSCRIPT OF RECORDS
Course: Bachelor of Science in Nursing
Date of Graduation: April 10, 2016
Course No. Descriptive Title Final Grade Re-Exam Units
First Semester, 2012-2013
NSTP 1 National Service Training Program 1.75 3
ENGL 101 Communication Arts 1 2.00 3
CHEM 1 General Inorganic Chemistry 3.00 5
NCM 100 Fundamentals of Nursing Practice 2.25 5
MATH 101 College Algebra 5.00 3
"""
UNITS_BY_TERM = """
Meridian Competency University
Official Academic Transcript
Transfer Credit
Course  Description  Competency Units
AFT2  Accreditation Audit  3
Term: 04/01/2021 - 09/30/2021
Course  Description  Competency Units  Grade
C200  Managing Organizations and Leading People  3  Pass
D072  Fundamentals for Success in Business  3  Not Passed
"""
